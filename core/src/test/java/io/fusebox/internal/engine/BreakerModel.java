package io.fusebox.internal.engine;

import static io.fusebox.State.CLOSED;
import static io.fusebox.State.FORCED_CLOSED;
import static io.fusebox.State.FORCED_OPEN;
import static io.fusebox.State.HALF_OPEN;
import static io.fusebox.State.OPEN;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.TransitionCause;
import io.fusebox.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The rules R1–R25 for one breaker in the plainest form: one thread, mutable fields, every outcome in a list. It shares only
 * the settings with the real breaker, which is compared with it step by step. {@link FleetModel} adds the moves of a fleet.
 */
final class BreakerModel {
    /** A call that was let through. */
    static final class Admitted {
        final int period;
        final State state;
        final CircuitBreakerSettings settings;
        final long start;
        final boolean wouldReject;

        /** Whether it has counted as slow before its end, and where it then stands in the window (R21). */
        boolean hung;

        boolean isProbe;

        Seen seen;

        Admitted(int period, State state, CircuitBreakerSettings settings, long start, boolean wouldReject) {
            this.period = period;
            this.state = state;
            this.settings = settings;
            this.start = start;
            this.wouldReject = wouldReject;
        }
    }

    /** An outcome in the window. */
    private static final class Seen {
        final long at;
        boolean error;
        final boolean slow;

        Seen(long at, boolean error, boolean slow) {
            this.at = at;
            this.error = error;
            this.slow = slow;
        }
    }

    /** The calls that began with a limit, and the probes since there first was one, oldest first. */
    private final List<Admitted> timed = new ArrayList<>();

    CircuitBreakerSettings settings;
    double spread = 0.5;
    long now;

    State state = CLOSED;
    int period;
    long deadline;

    /** The fleet lets no probe begin from the one instant to the other, the second one excluded. */
    long heldFrom;

    long heldUntil;

    private final List<Admitted> probes = new ArrayList<>();
    private int failedProbes;
    private int cancelledProbes;
    /** When nothing will have been decided for too long; null while no probe was cancelled since the last decision. */
    private Long undecidedUntil;

    /** Whether enough probes have succeeded, since when, for how long, and what is left of the calls' share (R22). */
    boolean recovering;

    private long recoveringSince;
    private long recoveryNanos;
    private long credit;

    /** Whether it only observes since its first call, and when that came (R23). */
    boolean warming;

    private Long calledFirstAt;
    private boolean everAdmitted;

    /** Whether calls have ever had a limit (R21). */
    private boolean everTimed;

    /** When the last error came (R24). */
    private long errorAt;

    /** What the call that ends says of the wait, in nanoseconds (R25); null: nothing. */
    Long asked;

    private int openingsInARow;
    private List<Seen> window = new ArrayList<>();
    private long windowOrigin;

    int consecutiveErrors;
    long consecutiveSuccesses;
    long active;
    long successes;
    long errors;
    long ignored;
    long cancelled;
    long rejected;
    long wouldReject;
    long late;
    long slow;
    long openCount;
    String lastError;
    final Deque<String> transitions = new ArrayDeque<>();

    BreakerModel(CircuitBreakerSettings settings) {
        this.settings = settings;
        warming = settings.warmUp().isPresent();
        everTimed = settings.slowCallDuration().isPresent();
    }

    boolean isOff() {
        return settings.mode() == Mode.OFF;
    }

    Mode mode() {
        return warming && settings.mode() == Mode.ENFORCE ? Mode.OBSERVE : settings.mode();
    }

    /**
     * How long the oldest call has been under way, of those that began since the breaker first had a limit. An older probe is
     * known as long as it holds a slot, which it does until enough probes have succeeded.
     */
    Long oldestActive() {
        if (settings.slowCallDuration().isEmpty()) {
            return null;
        }
        long oldest = now;
        for (Admitted call : timed) {
            oldest = Math.min(oldest, call.start);
        }
        for (Admitted probe : recovering ? List.<Admitted>of() : probes) {
            oldest = Math.min(oldest, probe.start);
        }
        return now - oldest;
    }

    double admittedPercent() {
        return recovering ? percentage() : state == CLOSED || state == FORCED_CLOSED ? 100 : 0;
    }

    private double percentage() {
        return Math.min(100, (now - recoveringSince) * 100.0 / recoveryNanos);
    }

    /** The call that was let through, or null if it was rejected. Not for a breaker that is off. */
    Admitted enter() {
        if (warming && calledFirstAt == null) {
            calledFirstAt = now;
        }
        boolean looked = mayBeLookedAt();
        passTime();
        if ((looked || mayBeLookedAt()) && settings.slowCallDuration().isPresent()) {
            hangThoseThatTookLong();
        }
        if (state == OPEN && now >= deadline && !isHeld()) {
            long from = heldFrom;
            long until = heldUntil;
            change(HALF_OPEN, TransitionCause.RESET_TIMEOUT);
            heldFrom = from;
            heldUntil = until;
        }
        boolean admitted = state == CLOSED
                || state == FORCED_CLOSED
                || (recovering && isOfTheShare())
                || (state == HALF_OPEN
                        && !recovering
                        && !isHeld()
                        && probes.size() < settings.halfOpenCapacity() + Math.min(cancelledProbes, 10));
        if (!admitted && mode() == Mode.ENFORCE) {
            rejected++;
            return null;
        }
        Admitted call = new Admitted(period, state, settings, now, !admitted);
        active++;
        everAdmitted = true;
        if (!admitted) {
            wouldReject++;
        } else if (state == HALF_OPEN && !recovering) {
            call.isProbe = true;
            probes.add(call);
            if (everTimed) {
                timed.add(call);
            }
        } else if (settings.slowCallDuration().isPresent()) {
            timed.add(call);
        }
        return call;
    }

    private boolean isHeld() {
        return heldFrom <= now && now < heldUntil;
    }

    /** Whether a call looks for calls that hang: not where it may be rejected at once. */
    private boolean mayBeLookedAt() {
        return state == CLOSED || state == FORCED_CLOSED || recovering;
    }

    /** A look by Fusebox's own thread (R21). */
    void watch() {
        passTime();
        hangThoseThatTookLong();
    }

    private void hangThoseThatTookLong() {
        for (Admitted call : List.copyOf(timed)) {
            if (!call.hung && tookLong(call)) {
                hang(call);
            }
        }
    }

    private boolean isOfTheShare() {
        long one = 1L << 32;
        credit += (long) (percentage() / 100 * one);
        boolean admitted = credit >= one;
        credit -= admitted ? one : 0;
        return admitted;
    }

    void end(Admitted call, Outcome outcome, String error) {
        if (!call.wouldReject) {
            passTime();
        }
        active--;
        timed.remove(call);
        boolean tookLong = !call.hung && outcome != Outcome.CANCELLED && tookLong(call);
        switch (outcome) {
            case SUCCESS -> successes++;
            case ERROR -> errors++;
            case IGNORED -> ignored++;
            case CANCELLED -> cancelled++;
        }
        if (outcome == Outcome.ERROR) {
            lastError = error;
        }
        if (tookLong) {
            slow++;
        }
        if (call.wouldReject) {
            return;
        }
        if (call.period != period) {
            late++;
        } else if (state == HALF_OPEN
                && call.hung
                && call.settings.slowCallRateThreshold().isPresent()) {
            return;
        } else if (state == HALF_OPEN) {
            probes.remove(call);
            endProbe(call, outcome, tookLong);
        } else if (state == CLOSED && outcome != Outcome.CANCELLED) {
            endInClosed(call, outcome == Outcome.ERROR, tookLong);
        }
    }

    private boolean tookLong(Admitted call) {
        return call.settings.slowCallDuration().isPresent()
                && now - call.start > call.settings.slowCallDuration().get().toNanos();
    }

    /** A call counts as slow before its end. A probe of a HALF_OPEN that goes on has failed before, if that decides. */
    private void hang(Admitted call) {
        call.hung = true;
        slow++;
        if (call.period != period || call.isProbe) {
            return;
        }
        if (state == CLOSED) {
            if (isRated(settings)) {
                call.seen = new Seen(now, false, true);
                window.add(call.seen);
            }
            openIfTooSlow(call);
        } else if (state == HALF_OPEN && call.settings.slowCallRateThreshold().isPresent()) {
            failProbe(call, now, null);
        }
    }

    private void openIfTooSlow(Admitted call) {
        if (isEnough(call) && call.settings.slowCallRateThreshold().isPresent()) {
            List<Seen> inWindow = inWindow();
            if (percent(slowIn(inWindow), sizeOf(inWindow))
                    >= call.settings.slowCallRateThreshold().getAsDouble()) {
                open(TransitionCause.SLOW_CALL_RATE, now, null);
            }
        }
    }

    private boolean isEnough(Admitted call) {
        int minimum = call.settings.minimumCalls();
        return isRated(settings)
                && sizeOf(inWindow())
                        >= (settings.window() instanceof Window.Calls calls
                                ? Math.min(calls.count(), minimum)
                                : minimum);
    }

    private void failProbe(Admitted call, long at, Long waitAsked) {
        consecutiveErrors++;
        consecutiveSuccesses = 0;
        failedProbes++;
        if (failedProbes >= call.settings.halfOpenErrorThreshold()) {
            open(TransitionCause.PROBE_FAILED, at, waitAsked);
        }
    }

    private void endProbe(Admitted call, Outcome outcome, boolean tookLong) {
        if (outcome == Outcome.CANCELLED && recovering) {
            return;
        }
        if (outcome == Outcome.CANCELLED) {
            cancelledProbes++;
            Duration timeout = probeTimeout(call);
            if (undecidedUntil == null && !timeout.equals(CircuitBreakerSettings.FOREVER)) {
                undecidedUntil = now + timeout.toNanos();
            }
            return;
        }
        undecidedUntil = null;
        boolean slowDecides = call.settings.slowCallRateThreshold().isPresent();
        if (outcome == Outcome.ERROR || (tookLong && slowDecides)) {
            failProbe(call, now, outcome == Outcome.ERROR ? asked : null);
        } else {
            consecutiveErrors = 0;
            consecutiveSuccesses++;
            boolean enough = !recovering && consecutiveSuccesses >= call.settings.successThreshold();
            if (enough && settings.recovery().isPresent()) {
                recovering = true;
                recoveringSince = now;
                recoveryNanos = settings.recovery().get().toNanos();
                credit = 1L << 31;
                failedProbes = 0;
            } else if (enough) {
                change(CLOSED, TransitionCause.SUCCESS_THRESHOLD);
            }
        }
    }

    private void endInClosed(Admitted call, boolean error, boolean tookLong) {
        CircuitBreakerSettings rules = call.settings;
        if (isRated(settings) && !call.hung) {
            window.add(new Seen(now, error, tookLong));
        } else if (error && call.seen != null) {
            call.seen.error = true;
        }
        boolean expired = error
                && settings.errorExpiry().isPresent()
                && rules.errorExpiry().isPresent()
                && now - errorAt > rules.errorExpiry().get().toNanos();
        consecutiveErrors = !error ? 0 : expired ? 1 : consecutiveErrors + 1;
        if (error) {
            errorAt = now;
        }
        consecutiveSuccesses = error ? 0 : consecutiveSuccesses + 1;
        List<Seen> inWindow = inWindow();
        if (error
                && rules.errorThreshold().isPresent()
                && consecutiveErrors >= rules.errorThreshold().getAsInt()) {
            open(TransitionCause.ERROR_THRESHOLD, now, asked);
        } else if (error
                && (!call.hung || inWindow.contains(call.seen))
                && isEnough(call)
                && rules.errorRateThreshold().isPresent()
                && percent(errorsIn(inWindow), sizeOf(inWindow))
                        >= rules.errorRateThreshold().getAsDouble()) {
            open(TransitionCause.ERROR_RATE, now, asked);
        } else if (tookLong) {
            openIfTooSlow(call);
        }
    }

    private static boolean isRated(CircuitBreakerSettings settings) {
        return settings.errorRateThreshold().isPresent()
                || settings.slowCallRateThreshold().isPresent();
    }

    private List<Seen> inWindow() {
        if (settings.window() instanceof Window.Calls calls) {
            return window.subList(Math.max(0, window.size() - calls.count()), window.size());
        }
        return window.stream()
                .filter(seen -> bucket(seen.at) > bucket(now) - 10)
                .toList();
    }

    private long bucket(long at) {
        return (at - windowOrigin) / (((Window.Time) settings.window()).length().toNanos() / 10);
    }

    private static long errorsIn(List<Seen> window) {
        return window.stream().filter(seen -> seen.error).count();
    }

    private static long slowIn(List<Seen> window) {
        return window.stream().filter(seen -> seen.slow).count();
    }

    private static int sizeOf(List<Seen> window) {
        return window.size();
    }

    private static double percent(long part, int size) {
        return part * 100.0 / size;
    }

    /** The share that a reader sees, or null while unknown. */
    Double errorRate() {
        return settings.errorRateThreshold().isPresent() && knowsRates()
                ? percent(errorsIn(inWindow()), sizeOf(inWindow()))
                : null;
    }

    Double slowCallRate() {
        return settings.slowCallRateThreshold().isPresent() && knowsRates()
                ? percent(slowIn(inWindow()), sizeOf(inWindow()))
                : null;
    }

    private boolean knowsRates() {
        int size = sizeOf(inWindow());
        int needed = settings.window() instanceof Window.Calls calls
                ? Math.min(calls.count(), settings.minimumCalls())
                : settings.minimumCalls();
        return state == CLOSED && size > 0 && size >= needed;
    }

    Long retryAfter() {
        return state == OPEN ? Math.max(0, deadline - now) : null;
    }

    /** What the clock alone brings about. */
    void passTime() {
        Long warm = warmUntil();
        Long recovered = recovering ? recoveringSince + recoveryNanos : null;
        if (recovered != null) {
            loseProbes(Math.min(recovered, warm == null ? now : Math.min(now, warm - 1)));
            recovered = recovering ? recovered : null;
        }
        if (recovered != null && recovered <= now && (warm == null || warm > now || recovered < warm)) {
            change(CLOSED, TransitionCause.RECOVERED, recovered);
        }
        loseProbes(warm == null ? now : Math.min(now, warm - 1));
        if (warm != null && warm <= now) {
            endWarmUp(warm);
        }
        loseProbes(now);
    }

    private Long warmUntil() {
        return warming && calledFirstAt != null
                ? calledFirstAt + settings.warmUp().get().toNanos()
                : null;
    }

    private void endWarmUp(long at) {
        warming = false;
        if (state == FORCED_OPEN || state == FORCED_CLOSED) {
            return;
        }
        if (state != CLOSED) {
            change(CLOSED, TransitionCause.WARMED_UP, at);
        } else {
            period++;
            forget(at);
        }
        openingsInARow = 0;
    }

    private void loseProbes(long now) {
        for (Admitted hanging = firstHanging(now); hanging != null; hanging = firstHanging(now)) {
            if (lostBefore(hangsSince(hanging))) {
                break;
            }
            hanging.hung = true;
            slow++;
            probes.remove(hanging);
            undecidedUntil = null;
            failProbe(hanging, hangsSince(hanging), null);
        }
        Admitted lost = null;
        for (Admitted probe : probes) {
            if (now >= lostAt(probe) && (lost == null || lostAt(probe) < lostAt(lost))) {
                lost = probe;
            }
        }
        long at = lost == null ? Long.MAX_VALUE : lostAt(lost);
        if (undecidedUntil != null && now >= undecidedUntil) {
            at = Math.min(at, undecidedUntil);
        }
        if (at != Long.MAX_VALUE) {
            open(TransitionCause.PROBE_TIMEOUT, at, null);
        }
    }

    private Admitted firstHanging(long now) {
        Admitted first = null;
        for (Admitted probe : probes) {
            if (probe.settings.slowCallRateThreshold().isPresent()
                    && now > hangsSince(probe)
                    && (first == null || hangsSince(probe) < hangsSince(first))) {
                first = probe;
            }
        }
        return first;
    }

    private static long hangsSince(Admitted probe) {
        return probe.start + probe.settings.slowCallDuration().get().toNanos();
    }

    /** Whether a probe was lost, or too long nothing decided, by that moment. */
    private boolean lostBefore(long at) {
        return (undecidedUntil != null && undecidedUntil <= at)
                || probes.stream().anyMatch(probe -> lostAt(probe) <= at);
    }

    private static Duration probeTimeout(Admitted probe) {
        return probe.settings.probeTimeout().orElse(probe.settings.resetTimeout());
    }

    private static long lostAt(Admitted probe) {
        Duration timeout = probeTimeout(probe);
        return timeout.equals(CircuitBreakerSettings.FOREVER) ? Long.MAX_VALUE : probe.start + timeout.toNanos();
    }

    void open(TransitionCause cause, long at, Long asked) {
        change(OPEN, cause);
        deadline = at + nextWait();
        if (asked != null && asked > 0 && settings.resetTimeoutFrom().isPresent()) {
            deadline = at + Math.min(asked, longestWait());
        }
    }

    private long longestWait() {
        return Math.max(
                settings.resetTimeoutMax().toNanos(), settings.resetTimeout().toNanos());
    }

    private long nextWait() {
        double wait = settings.resetTimeout().toNanos();
        for (int i = 1; i < openingsInARow; i++) {
            wait *= settings.resetTimeoutMultiplier();
        }
        wait = Math.min(wait, (double) longestWait());
        return Math.max(1, (long) (wait + wait * settings.resetTimeoutJitter() / 100 * (2 * spread - 1)));
    }

    void change(State to, TransitionCause cause) {
        change(to, cause, now);
    }

    private void change(State to, TransitionCause cause, long at) {
        transitions.addFirst(state + ">" + to + " " + cause);
        if (transitions.size() > 20) {
            transitions.removeLast();
        }
        state = to;
        period++;
        heldFrom = heldUntil = 0;
        forget(at);
        if (to == OPEN) {
            openCount++;
            openingsInARow++;
        } else if (to == CLOSED) {
            openingsInARow = 0;
        }
    }

    private void forget(long at) {
        probes.clear();
        recovering = false;
        failedProbes = 0;
        cancelledProbes = 0;
        undecidedUntil = null;
        consecutiveErrors = 0;
        consecutiveSuccesses = 0;
        window = new ArrayList<>();
        windowOrigin = at;
        errorAt = at;
    }

    void move(State to, Duration wait) {
        passTime();
        if (to == OPEN && state != OPEN) {
            open(TransitionCause.MANUAL, now, null);
        } else if (to == OPEN) {
            deadline = now + nextWait();
            heldFrom = heldUntil = 0;
        } else if (to != state) {
            change(to, TransitionCause.MANUAL);
        }
        if (wait != null) {
            deadline = now + wait.toNanos();
        }
    }

    void reset() {
        passTime();
        openCount = 0;
        change(CLOSED, TransitionCause.RESET);
        successes = 0;
        errors = 0;
        ignored = 0;
        cancelled = 0;
        rejected = 0;
        wouldReject = 0;
        late = 0;
        slow = 0;
        lastError = null;
    }

    void apply(CircuitBreakerSettings next) {
        passTime();
        boolean bothCount = settings.window() instanceof Window.Calls && next.window() instanceof Window.Calls;
        boolean kept = isRated(settings)
                && isRated(next)
                && (bothCount || settings.window().equals(next.window()));
        if (kept) {
            window = new ArrayList<>(inWindow());
        } else {
            window = new ArrayList<>();
            windowOrigin = now;
        }
        if (settings.errorExpiry().isEmpty()) {
            errorAt = now;
        }
        boolean warmingBefore = warming;
        settings = next;
        everTimed |= next.slowCallDuration().isPresent();
        warming = next.warmUp().isPresent() && (warming || !everAdmitted);
        if (warmingBefore && !warming) {
            endWarmUp(now);
        }
    }

    boolean isForcedOpen() {
        return state == FORCED_OPEN;
    }
}
