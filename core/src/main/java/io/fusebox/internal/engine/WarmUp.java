package io.fusebox.internal.engine;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a breaker that only observes for some time after its first call (R23), and those that hold after it. Each
 * breaker has one of its own, made only with {@code warm-up}.
 *
 * <p>The end is a matter of time alone: it is applied as of that moment, whenever somebody looks. Safe for use by any thread.
 */
final class WarmUp extends CompiledSettings {
    /** In place of {@link #beganAt} while nobody has called. A call at that very tick counts as one a tick later. */
    private static final long NEVER = Long.MIN_VALUE;

    private final CompiledSettings after;
    private final long length;

    /** When the first call came, in ticks. Set once; settings that follow each other share it. */
    final AtomicLong beganAt;

    private WarmUp(CompiledSettings after, AtomicLong beganAt) {
        super(
                after.settings,
                after.classifier,
                after.mode == Mode.ENFORCE ? Mode.OBSERVE : after.mode,
                true,
                after.reportsEnds);
        this.after = after;
        this.length = after.settings.warmUp().orElseThrow().toNanos();
        this.beganAt = beganAt;
    }

    /** The settings of a breaker, compiled; with a warm-up if they want one and the breaker may have one. */
    static CompiledSettings compiled(
            StateMachine machine, CircuitBreakerSettings settings, @Nullable CompiledSettings before) {
        Environment.CallListener listener = machine.environment.listener();
        CompiledSettings made = CompiledSettings.of(settings, before, listener != null && listener.wantsEnds());
        return settings.get(BreakerSetting.WARM_UP) == null ? made : of(made, before, machine.counters);
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
        return new WarmUp(after, before != null && before.warming ? ((WarmUp) before).beganAt : new AtomicLong(NEVER));
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
            AtomicLong beganAt = ((WarmUp) now.policy).beganAt;
            if (beganAt.get() == NEVER) {
                var unused = beganAt.compareAndSet(NEVER, nanos == NEVER ? nanos + 1 : nanos);
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
        long began = warmUp.beganAt.get();
        long last = began + warmUp.length - 1;
        return began != NEVER && nanos - last > 0 ? last : nanos;
    }

    /** Ends the warm-up if its time is over; whether it was. */
    static boolean isOver(StateMachine machine, Period now, long nanos) {
        WarmUp warmUp = (WarmUp) now.policy;
        long began = warmUp.beganAt.get();
        if (began == NEVER || nanos - began < warmUp.length) {
            return false;
        }
        machine.step(now, NextPeriod.warmedUp(machine, now, warmUp.after, began + warmUp.length));
        return true;
    }
}
