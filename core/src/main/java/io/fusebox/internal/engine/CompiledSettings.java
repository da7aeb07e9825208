package io.fusebox.internal.engine;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.ExceptionCondition;
import io.fusebox.Mode;
import io.fusebox.WaitSource;
import io.fusebox.internal.jdk.JdkThreads;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@link CircuitBreakerSettings} in the form in which the state machine reads them on every call; immutable, except for a
 * {@link WarmUp}.
 */
class CompiledSettings {
    /** A time limit that is never reached. */
    static final long NEVER = Long.MAX_VALUE;

    private static volatile @Nullable CompiledSettings newest;

    final CircuitBreakerSettings settings;
    final ExceptionClassifier classifier;
    private final @Nullable ExceptionCondition ignoreWhen;
    final Mode mode;
    /** More than there can be errors if only rates open the breaker. */
    final long errorThreshold;

    final int successThreshold;
    final int halfOpenCapacity;
    final int halfOpenErrorThreshold;
    final long probeTimeoutNanos;
    /** {@link #NEVER} if no call is slow. */
    final long slowCallNanos;

    /** Whether a probe that is slow failed, and slow calls may open the breaker (R12). */
    final boolean slowCallsDecide;

    /** Whether the time a call took is asked for. */
    final boolean timed;

    /** Whether outcomes go to a window. */
    final boolean windowed;

    /** More than 100 if the share of errors opens nothing. */
    final double errorRateThreshold;

    /** More than 100 if the share of slow calls opens nothing. */
    final double slowCallRateThreshold;

    final int minimumCalls;

    /** {@link #NEVER} if an error counts in its run for ever (R24). */
    final long errorExpiryNanos;

    /** 0 if the breaker closes at once after its probes (R22). */
    final long recoveryNanos;

    /** Where the call that opens the breaker says how long the wait is (R25); null: nowhere. */
    final @Nullable WaitSource waitSource;

    /** Whether these are the settings of a {@link WarmUp} (R23). */
    final boolean warming;

    /** Whether the {@link Environment.CallListener} receives the end of each call. */
    final boolean reportsEnds;

    /** Whether a call that is admitted always needs no further look: it is not timed, nobody receives its end, and no warm-up may end. */
    final boolean direct;

    CompiledSettings(
            CircuitBreakerSettings settings,
            ExceptionClassifier classifier,
            Mode mode,
            boolean warming,
            boolean reportsEnds) {
        this.settings = settings;
        this.classifier = classifier;
        this.mode = mode;
        this.warming = warming;
        this.reportsEnds = reportsEnds;
        ignoreWhen = settings.ignoreWhen().orElse(null);
        OptionalInt errors = settings.errorThreshold();
        errorThreshold = errors.isPresent() ? errors.getAsInt() : Long.MAX_VALUE;
        successThreshold = settings.successThreshold();
        halfOpenCapacity = settings.halfOpenCapacity();
        halfOpenErrorThreshold = settings.halfOpenErrorThreshold();
        Duration probeTimeout = settings.effectiveProbeTimeout();
        probeTimeoutNanos = probeTimeout.equals(CircuitBreakerSettings.FOREVER) ? NEVER : probeTimeout.toNanos();
        slowCallNanos = nanosOr(NEVER, settings.get(BreakerSetting.SLOW_CALL_DURATION));
        timed = slowCallNanos != NEVER || reportsEnds;
        slowCallsDecide = settings.slowCallRateThreshold().isPresent();
        windowed = slowCallsDecide || settings.errorRateThreshold().isPresent();
        errorRateThreshold = settings.errorRateThreshold().orElse(Double.POSITIVE_INFINITY);
        slowCallRateThreshold = settings.slowCallRateThreshold().orElse(Double.POSITIVE_INFINITY);
        minimumCalls = settings.minimumCalls();
        errorExpiryNanos = nanosOr(NEVER, settings.get(BreakerSetting.ERROR_EXPIRY));
        recoveryNanos = nanosOr(0, settings.get(BreakerSetting.RECOVERY));
        waitSource = settings.get(BreakerSetting.RESET_TIMEOUT_FROM);
        direct = !timed && !warming;
    }

    private static long nanosOr(long absent, @Nullable Duration time) {
        return time == null ? absent : time.toNanos();
    }

    /**
     * The policy for the given settings, the same one for breakers that are made one after the other with the same: there
     * may be one for each value of a key.
     *
     * @param before the policy that this one follows; what is equal in both is shared
     * @param reportsEnds whether the listener receives the end of each call
     */
    @SuppressWarnings("ReferenceEquality") // To compare them would cost more than it saves.
    static CompiledSettings of(
            CircuitBreakerSettings settings, @Nullable CompiledSettings before, boolean reportsEnds) {
        CompiledSettings known = newest;
        if (known != null && known.settings == settings && known.reportsEnds == reportsEnds) {
            return known;
        }
        CompiledSettings made = new CompiledSettings(
                settings,
                before != null && before.classifier.isFor(settings)
                        ? before.classifier
                        : ExceptionClassifier.of(settings),
                settings.mode(),
                false,
                reportsEnds);
        newest = made;
        return made;
    }

    /** What the exception means (R8 to R11); never {@link Outcome#SUCCESS}. */
    Outcome classify(Throwable thrown) {
        Outcome outcome = classifier.classify(thrown);
        ExceptionCondition condition = ignoreWhen;
        return condition != null && outcome == Outcome.ERROR && isIgnored(condition, thrown)
                ? Outcome.IGNORED
                : outcome;
    }

    /** The condition is the application's code, and may do anything (R15). */
    private static boolean isIgnored(ExceptionCondition condition, Throwable thrown) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                return condition.holds(ExceptionClassifier.unwrapped(thrown));
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            return false;
        }
    }

    /** Whether outcomes go to the same window under both policies. */
    boolean hasWindowOf(CompiledSettings other) {
        return windowed == other.windowed && settings.window().equals(other.settings.window());
    }

    /** The longest wait without its spread: {@code reset-timeout-max} or, if that is longer, {@code reset-timeout}. */
    long longestWaitNanos() {
        return Math.max(
                settings.resetTimeout().toNanos(), settings.resetTimeoutMax().toNanos());
    }

    /**
     * The wait of the {@code openings}th opening since the breaker was last closed (R13).
     *
     * @param spread from 0 to 1: where in the range of the jitter this wait lies
     */
    long waitNanos(long openings, double spread) {
        double reset = (double) settings.resetTimeout().toNanos();
        double wait = Math.min(
                (double) longestWaitNanos(),
                reset * Math.pow(settings.resetTimeoutMultiplier(), (double) (openings - 1)));
        wait *= 1 + settings.resetTimeoutJitter() / 100 * (2 * spread - 1);
        return Math.max(1, (long) wait);
    }
}
