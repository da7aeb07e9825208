package io.fusebox.agent.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a replayed breaker reacted to the outages of a recording.
 *
 * @param outages how many there were
 * @param opened during how many of them it opened
 * @param toOpen from the first error of an outage until it opened, in nanoseconds; the median, empty if it never did
 * @param toClose from the last error of an outage until it closed; the median, empty if it never did
 */
public record Reaction(int outages, int opened, OptionalLong toOpen, OptionalLong toClose) {

    /** What became of these outages. */
    public static Reaction of(List<Outage> outages, Replay replay) {
        List<Long> toOpen = new ArrayList<>();
        List<Long> toClose = new ArrayList<>();
        for (Outage outage : outages) {
            boolean opened = false;
            for (Opening opening : replay.openings()) {
                if (opening.at() >= outage.begin() && opening.at() <= outage.end()) {
                    toOpen.add(opening.at() - outage.begin());
                    opened = true;
                    break;
                }
            }
            long closed = opened ? firstAfter(outage.end(), replay.closings()) : Long.MIN_VALUE;
            if (closed != Long.MIN_VALUE) {
                toClose.add(closed - outage.end());
            }
        }
        return new Reaction(outages.size(), toOpen.size(), median(toOpen), median(toClose));
    }

    /** {@link Long#MIN_VALUE} if there is none. */
    private static long firstAfter(long moment, List<Long> times) {
        for (long time : times) {
            if (time > moment) {
                return time;
            }
        }
        return Long.MIN_VALUE;
    }

    private static OptionalLong median(List<Long> times) {
        if (times.isEmpty()) {
            return OptionalLong.empty();
        }
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return OptionalLong.of(sorted.get((sorted.size() - 1) / 2));
    }
}
