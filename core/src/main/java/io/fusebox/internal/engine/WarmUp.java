package io.fusebox.internal.engine;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a breaker that only observes for some time after its first call (R23), and those that hold after it. Each
 * breaker has one of its own, made only with {@code warm-up}.
 *
 * <p>The end is a matter of time alone: it is applied as of that moment, whenever somebody looks. Safe for use by any thread.
 */
final class WarmUp extends CompiledSettings {
    private final CompiledSettings after;
    private final long length;

    /** When the first call came, in ticks. Written before {@link #begun}. */
    private long beganAt;

    private volatile boolean begun;

    private WarmUp(CompiledSettings after) {
        super(after.settings, after.classifier, after.mode == Mode.ENFORCE ? Mode.OBSERVE : after.mode, true);
        this.after = after;
        this.length = after.settings.warmUp().orElseThrow().toNanos();
    }

    /** The settings of a breaker, compiled; with a warm-up if they want one and the breaker may have one. */
    static CompiledSettings compiled(
            CircuitBreakerSettings settings, @Nullable CompiledSettings before, CallCounters counters) {
        CompiledSettings made = CompiledSettings.of(settings, before);
        return settings.get(BreakerSetting.WARM_UP) == null ? made : of(made, before, counters);
    }

    /**
     * The settings to begin with, or to go on with (R17): only a breaker that nobody has called yet, or that is warming up,
     * warms up.
     *
     * @param before the settings before; null if the breaker is new
     */
    private static CompiledSettings of(
            CompiledSettings after, @Nullable CompiledSettings before, CallCounters counters) {
        boolean warming = before == null || before.warming || counters.sum(CallCounters.ADMITTED) == 0;
        if (!warming || after.settings.warmUp().isEmpty()) {
            return after;
        }
        WarmUp warmUp = new WarmUp(after);
        if (before != null && before.warming && ((WarmUp) before).begun) {
            warmUp.begin(((WarmUp) before).beganAt);
        }
        return warmUp;
    }

    private void begin(long nanos) {
        beganAt = nanos;
        begun = true;
    }

    /**
     * A call comes in a warm-up; the first one begins it.
     *
     * @return the period in which the call is admitted, after what time alone has changed
     */
    static Period atCall(StateMachine machine, Period present) {
        Period now = present;
        while (now.policy.warming) {
            long nanos = machine.nanos();
            WarmUp warmUp = (WarmUp) now.policy;
            if (!warmUp.begun) {
                warmUp.begin(nanos);
            }
            if (!machine.caughtUp(now, nanos)) {
                return now;
            }
            now = machine.period();
        }
        return now;
    }

    /** The given moment or, if the warm-up is over by then, the last one before its end, in ticks. */
    static long endedBefore(Period now, long nanos) {
        WarmUp warmUp = (WarmUp) now.policy;
        long last = warmUp.beganAt + warmUp.length - 1;
        return warmUp.begun && nanos - last > 0 ? last : nanos;
    }

    /** Ends the warm-up if its time is over; whether it was. */
    static boolean isOver(StateMachine machine, Period now, long nanos) {
        WarmUp warmUp = (WarmUp) now.policy;
        if (!warmUp.begun || nanos - warmUp.beganAt < warmUp.length) {
            return false;
        }
        machine.step(now, NextPeriod.warmedUp(machine, now, warmUp.after, warmUp.beganAt + warmUp.length));
        return true;
    }
}
