package io.fusebox.internal.engine;

import io.fusebox.internal.text.DurationText;
import java.util.concurrent.TimeUnit;

/** The causes of changes of state in words with their figures, as logs and notifications show them. */
final class TransitionReasons {
    static final String WAIT_OVER = "the wait is over";
    static final String RECOVERY_OVER = "the recovery is over";
    static final String WARM_UP_OVER = "the warm-up is over";
    static final String BY_FILE = "by the configuration file";
    static final String BY_OPERATOR = "by an operator";
    static final String RESET_BY_OPERATOR = "reset by an operator";

    private TransitionReasons() {}

    static String errors(long count) {
        return count(count, "consecutive error");
    }

    static String successes(int count) {
        return count(count, "consecutive success", "consecutive successes");
    }

    static String failures(int count) {
        return count(count, "failed probe");
    }

    static String lost(Probe probe) {
        return "a probe did not end within "
                + DurationText.text(TimeUnit.NANOSECONDS.toMillis(probe.period.policy.probeTimeoutNanos));
    }

    static String undecided(Period.Undecided probes) {
        return count(probes.probes, "probe") + (probes.probes == 1 ? " was" : " were")
                + " cancelled and none decided within "
                + DurationText.text(TimeUnit.NANOSECONDS.toMillis(probes.timeoutNanos));
    }

    static String rate(String what, long part, long size) {
        return part + " " + what + " in " + count(size, "call");
    }

    private static String count(long count, String what) {
        return count(count, what, what + "s");
    }

    private static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
