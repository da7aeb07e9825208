package io.fusebox.agent.config;

import io.fusebox.agent.config.preset.Preset;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.spelling.EditDistance;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.WordCorrection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the breakers that others are like. Loaded only if one is. */
final class LikeLinks {
    private static final String BREAKER = "breaker.";

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
                what = "there is no breaker of that name";
                instead = instead(name, section, breakers);
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

    /** What to write in place of a name that no breaker has. */
    private static String instead(String name, Section own, Map<String, Section> breakers) {
        String plain = name.startsWith(BREAKER) ? name.substring(BREAKER.length()) : name;
        int dot = plain.lastIndexOf('.');
        boolean withSetting = dot > 0 && Key.find(plain.substring(dot + 1), Setting.OF_BREAKERS) != null;
        plain = withSetting ? plain.substring(0, dot) : plain;
        String nearest = nearest(plain, own, breakers);
        if (nearest != null) {
            return "write " + nearest;
        }
        if (name.equals("defaults") || name.equals("default")) {
            return "take it out: the defaults hold for every breaker";
        }
        if (WordCorrection.meansOff(name)) {
            return "write none";
        }
        return isPreset(name)
                ? "write " + own.prefix + "client = " + name
                : "add " + BREAKER + plain + ".methods, or take it out";
    }

    private static boolean isPreset(String name) {
        try {
            var unused = Preset.named(name);
            return true;
        } catch (BadValue none) {
            return false;
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
        if (breakers.containsKey(name)) {
            return name;
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
