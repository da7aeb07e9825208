package io.fusebox.internal.text;

import java.util.concurrent.TimeUnit;

/** Why a breaker changes its state, in words with figures, as logs and notifications show it. */
public final class TransitionReasons {
    public static final String WAIT_OVER = "the wait is over";
    public static final String RECOVERY_OVER = "the recovery is over";
    public static final String WARM_UP_OVER = "the warm-up is over";
    public static final String BY_FILE = "by the configuration file";
    public static final String BY_OPERATOR = "by an operator";
    public static final String RESET_BY_OPERATOR = "reset by an operator";

    private TransitionReasons() {}

    public static String errors(long count) {
        return count(count, "consecutive error");
    }

    public static String successes(int count) {
        return count(count, "consecutive success", "consecutive successes");
    }

    public static String failures(int count) {
        return count(count, "failed probe");
    }

    /** A probe was lost (R7): {@code probe-timeout} is over. */
    public static String lost(long timeoutNanos) {
        return "a probe did not end within " + DurationText.text(TimeUnit.NANOSECONDS.toMillis(timeoutNanos));
    }

    /** Probes were cancelled one after the other until {@code probe-timeout} was over (R7). */
    public static String undecided(int probes, long timeoutNanos) {
        return count(probes, "probe") + (probes == 1 ? " was" : " were") + " cancelled and none decided within "
                + DurationText.text(TimeUnit.NANOSECONDS.toMillis(timeoutNanos));
    }

    public static String rate(String what, long part, long size) {
        return part + " " + what + " in " + count(size, "call");
    }

    private static String count(long count, String what) {
        return count(count, what, what + "s");
    }

    private static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
