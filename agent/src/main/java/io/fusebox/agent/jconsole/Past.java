package io.fusebox.agent.jconsole;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The figures of one breaker over the last minutes, for rates and the chart. For the Swing thread. */
final class Past {
    static final long MINUTES = 5;
    private static final long KEPT_NANOS = MINUTES * 60_000_000_000L;

    /** Long enough for a figure that can be read, short enough to be news. */
    private static final long RATE_NANOS = 5_000_000_000L;

    /** Totals as of one moment. */
    record Point(long nanos, long calls, long errors, long rejections, BreakerState state) {}

    /** Calls, errors and rejections a second between two points. */
    record Rates(long nanos, double calls, double errors, double rejections, BreakerState state) {
        static final Rates NONE = new Rates(0, 0, 0, 0, BreakerState.UNKNOWN);

        static Rates between(Point before, Point after) {
            double seconds = (after.nanos - before.nanos) / 1e9;
            // A reset sets the totals to 0.
            return new Rates(
                    after.nanos,
                    Math.max(0, after.calls - before.calls) / seconds,
                    Math.max(0, after.errors - before.errors) / seconds,
                    Math.max(0, after.rejections - before.rejections) / seconds,
                    after.state);
        }
    }

    private final ArrayDeque<Point> points = new ArrayDeque<>();

    void add(Figures figures) {
        points.addLast(new Point(
                figures.nanos(),
                figures.calls(),
                figures.number("TotalErrorCount"),
                figures.number("TotalRejectedCount"),
                figures.state()));
        while (figures.nanos() - points.getFirst().nanos > KEPT_NANOS) {
            points.removeFirst();
        }
    }

    /** As of now, over a few seconds. */
    Rates now() {
        Point from = null;
        Point last = null;
        for (Point point : points) {
            if (from == null || points.getLast().nanos - point.nanos >= RATE_NANOS) {
                from = point;
            }
            last = point;
        }
        return from == null || last == null || from.nanos == last.nanos ? Rates.NONE : Rates.between(from, last);
    }

    /** Between each point and the next, oldest first. */
    List<Rates> all() {
        List<Rates> all = new ArrayList<>(points.size());
        Point before = null;
        for (Point point : points) {
            if (before != null) {
                all.add(Rates.between(before, point));
            }
            before = point;
        }
        return all;
    }
}
