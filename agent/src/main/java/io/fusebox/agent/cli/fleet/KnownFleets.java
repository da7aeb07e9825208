package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.text.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fleets that a Redis knows: those with JVMs, and for an hour those that have none any more. Of a Redis Cluster those of one
 * node. Immutable.
 */
public final class KnownFleets {
    private static final long ALIVE_MILLIS = 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final TreeMap<String, Long> silentMillis;

    /** @param silentMillis how long ago a JVM of the fleet polled last, in milliseconds of Redis' clock, by the fleet's name */
    KnownFleets(Map<String, Long> silentMillis) {
        this.silentMillis = new TreeMap<>(silentMillis);
    }

    /** Whether it is there, with JVMs or without. */
    boolean contains(String fleet) {
        return silentMillis.containsKey(fleet);
    }

    /**
     * The fleet that is meant where none was named: the only one with JVMs; if none has any, the only one that had.
     *
     * @param url of the Redis
     * @throws CommandFailed if there is none, or if there are several
     */
    String only(String url) throws CommandFailed {
        List<String> alive = alive();
        List<String> candidates = alive.isEmpty() ? List.copyOf(silentMillis.keySet()) : alive;
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new CommandFailed(
                candidates.isEmpty()
                        ? "there is no fleet at " + url + ": no JVM with fleet.url set to it runs"
                        : alive.isEmpty()
                                ? "no fleet at " + url + " has JVMs that run: " + gone()
                                : "there are several fleets at " + url + ": add --name with one of " + named(alive)
                                        + (gone().isEmpty() ? "" : "; gone: " + gone()));
    }

    /** What is there, as a part of a sentence. */
    String text() {
        List<String> alive = alive();
        String there = alive.isEmpty()
                ? "no JVM with fleet.url set to it runs"
                : "there " + (alive.size() == 1 ? "is " : "are ") + named(alive);
        return there + (gone().isEmpty() ? "" : "; gone: " + gone());
    }

    /** When a fleet was last heard, as in {@code last heard 12 min ago}; null if that is not known. */
    @Nullable
    String lastHeard(String fleet) {
        Long silent = silentMillis.get(fleet);
        if (silent == null) {
            return null;
        }
        return "last heard " + (silent < 2 * MINUTE_MILLIS ? silent / 1000 + " s" : silent / MINUTE_MILLIS + " min")
                + " ago";
    }

    private List<String> alive() {
        List<String> alive = new ArrayList<>();
        silentMillis.forEach((fleet, silent) -> {
            if (silent <= ALIVE_MILLIS) {
                alive.add(fleet);
            }
        });
        return alive;
    }

    private String gone() {
        List<String> gone = new ArrayList<>();
        silentMillis.forEach((fleet, silent) -> {
            if (silent > ALIVE_MILLIS) {
                gone.add(TerminalText.of(fleet) + " (" + lastHeard(fleet) + ")");
            }
        });
        return String.join(", ", gone);
    }

    private static String named(List<String> fleets) {
        return TerminalText.of(String.join(", ", fleets));
    }
}
