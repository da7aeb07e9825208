package io.fusebox.agent.config;

import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.value.EditDistance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the breakers that others are like. Loaded only if one is. */
final class LikeLinks {
    private LikeLinks() {}

    /** Links the sections of breakers; a name that no breaker has, and a circle, are problems. */
    static void resolve(Map<String, Section> breakers, List<Problem> problems) {
        for (Section section : breakers.values()) {
            Value value = section.value(Setting.LIKE);
            if (value == null || !(section.soundValue(Setting.LIKE) instanceof String name)) {
                continue;
            }
            Section other = breakers.get(name);
            String what = null;
            String instead = "";
            if (other == null) {
                String nearest = nearest(name, section, breakers);
                what = "there is no breaker of that name";
                instead = nearest == null ? "add breaker." + name + ".methods, or take it out" : "write " + nearest;
            } else if (leadsTo(other, section)) {
                what = other == section ? "is the breaker itself" : "is a circle: that breaker is like this one";
                instead = "take it out";
            }
            if (what == null && other != null) {
                section.like(other);
            } else if (what != null) {
                problems.add(value.entry.problem(what, instead));
                section.refuse(Setting.LIKE);
                section.spoil();
            }
        }
    }

    private static boolean leadsTo(@Nullable Section from, Section target) {
        for (Section section = from; section != null; section = section.like()) {
            if (section == target) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String nearest(String name, Section own, Map<String, Section> breakers) {
        String prefix = "breaker.";
        if (name.startsWith(prefix) && breakers.containsKey(name.substring(prefix.length()))) {
            return name.substring(prefix.length());
        }
        String nearest = null;
        int least = name.length() / 3 + 1;
        for (Map.Entry<String, Section> breaker : breakers.entrySet()) {
            int distance = EditDistance.between(name, breaker.getKey());
            if (distance < least && breaker.getValue() != own) {
                least = distance;
                nearest = breaker.getKey();
            }
        }
        return nearest;
    }
}
