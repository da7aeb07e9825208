package io.fusebox.agent.replay;

import io.fusebox.internal.engine.BreakerId;
import java.util.function.LongFunction;

/** Recorded calls that a test makes up. Times are in milliseconds. */
final class TestTraffic {
    static final long MILLI = 1_000_000;

    private TestTraffic() {}

    /** A call as {@code start took outcome}. */
    record Made(long tookMillis, byte outcome) {}

    static Made success(long tookMillis) {
        return new Made(tookMillis, CallLog.SUCCESS);
    }

    static Made error(long tookMillis) {
        return new Made(tookMillis, CallLog.ERROR);
    }

    /** A call every so often, until the last; what it is depends on when it begins. */
    static CallLog every(long millis, long untilMillis, LongFunction<Made> call) {
        CallLog log = new CallLog(BreakerId.of("payments"), "");
        for (long start = 0; start < untilMillis; start += millis) {
            Made made = call.apply(start);
            log.add(start * MILLI, (start + made.tookMillis()) * MILLI, made.outcome());
        }
        log.close();
        return log;
    }
}
