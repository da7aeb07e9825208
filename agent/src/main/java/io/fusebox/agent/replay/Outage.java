package io.fusebox.agent.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * A time in which a service failed, as its calls show it, whatever breaker there was: it begins with the first error of {@value
 * #WINDOW} calls with at least five errors, and ends with the last error when {@value #WINDOW} calls in a row had at most one. Calls
 * count when they end; cancelled ones do not. A few errors in a row among many successes are no outage.
 *
 * @param begin when its first error ended
 * @param end when its last error ended
 * @param over whether there were calls after it that show that it was over
 */
public record Outage(long begin, long end, boolean over) {
    /** How many calls it takes to tell. */
    static final int WINDOW = 10;

    /** The outages of a recording, in order. */
    public static List<Outage> of(CallLog log) {
        List<Outage> all = new ArrayList<>();
        boolean[] failed = new boolean[WINDOW];
        long[] times = new long[WINDOW];
        int seen = 0;
        int errors = 0;
        long begin = 0;
        long lastError = 0;
        boolean down = false;
        for (int i = 0; i < log.steps(); i++) {
            int call = log.step(i) >> 1;
            byte outcome = log.outcome(call);
            if ((log.step(i) & 1) == 0 || outcome == CallLog.CANCELLED) {
                continue;
            }
            int place = seen++ % WINDOW;
            errors -= failed[place] ? 1 : 0;
            failed[place] = outcome == CallLog.ERROR;
            times[place] = log.end(call);
            if (failed[place]) {
                errors++;
                lastError = times[place];
            }
            if (!down && errors * 2 >= WINDOW) {
                down = true;
                begin = first(failed, times, seen);
            } else if (down && errors <= 1) {
                down = false;
                all.add(new Outage(begin, lastError, true));
            }
        }
        if (down) {
            all.add(new Outage(begin, lastError, false));
        }
        return all;
    }

    /** When the first error in the window ended. */
    private static long first(boolean[] failed, long[] times, int seen) {
        for (int i = Math.max(0, seen - WINDOW); i < seen; i++) {
            if (failed[i % WINDOW]) {
                return times[i % WINDOW];
            }
        }
        return times[(seen - 1) % WINDOW];
    }
}
