package io.fusebox.fleet;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.TransitionCause;
import io.fusebox.fleet.redis.PlainText;
import io.fusebox.internal.engine.FleetMoves;
import io.fusebox.internal.engine.PeriodLog;
import io.fusebox.internal.engine.StateMachine;
import io.fusebox.internal.registry.Breaker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One breaker of this JVM that follows the fleet: what it tells at each poll, and what it does with the answer. It knows no
 * Redis and no clock but the breaker's.
 *
 * <ul>
 *   <li>Only an opening on errors, slow calls or failed probes of this JVM is evidence. What the fleet or an operator opened
 *       is none, so openings do not feed themselves.
 *   <li>A closing takes all evidence from before it away: a JVM that hears of one withdraws its own.
 *   <li>While the fleet answers, no probe begins without a lease. A hold has an end of its own, so that a breaker is never
 *       stuck, even if this thread dies.
 *   <li>A lease ends, by this JVM's clock, counted from before it was asked for: never later than Redis says.
 *   <li>An answer is about the period that the question was about. If the breaker has moved since, the next poll sees.
 * </ul>
 *
 * <p>For the fleet's thread alone.
 */
final class SharedBreaker {
    /** How long probes are held back if the fleet's thread says nothing more. */
    static final long HOLD_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** No probe begins in the last moments of a lease: the next poll must be in time to renew it. */
    static final long RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** After a lease without a probe others come first, for twice as long each time, unless a call is rejected meanwhile. */
    private static final long FIRST_TURN_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long LAST_TURN_NANOS = TimeUnit.SECONDS.toNanos(24);

    private static final long CALLED_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Breaker breaker;
    private final StateMachine machine;
    private boolean shares;

    /** The period that was seen last. */
    private PeriodLog seen;

    private boolean evidence;
    private boolean evidenceTold;
    private boolean hasClosed;
    private boolean closingTold;
    private boolean failed;
    private boolean hasLease;

    /** How long it lets others go first, since when, and the rejections until then. 0: it lets nobody go first. */
    private long turnNanos;

    private long turnSince;
    private long turnRejected;

    /** Whether another JVM has found that the service works: this opening needs no lease. */
    private boolean isFree;

    private boolean heardBefore;
    private String closing = "";
    private String followed = "";
    /** At the last look; calls from before it joined make it a caller, too. */
    private long calls;

    private long rejected;
    private long rejectedBefore;
    private boolean called;
    private long calledTold;
    private @Nullable String observed;

    SharedBreaker(Breaker breaker) {
        this.breaker = breaker;
        this.machine = breaker.machine();
        this.seen = machine.log();
        this.rejectedBefore = rejections(breaker.metrics());
        this.calledTold = FleetMoves.nanos(machine) - CALLED_NANOS;
        // What it was before it joined: an opening of its own is evidence.
        for (Transition change : seen.recent) {
            if (change.to() == State.OPEN || change.to() == State.CLOSED) {
                evidence = change.to() == State.OPEN && isOwn(change.cause());
                break;
            }
        }
    }

    /** What sharing would have done since this was last asked, for the log; null: nothing. */
    @Nullable
    String takeObserved() {
        String text = observed;
        observed = null;
        return text;
    }

    /** The eight words of {@code poll.lua}. */
    List<String> tell(boolean share, double quorum) {
        shares = share;
        look();
        long now = FleetMoves.nanos(machine);
        boolean tellsCall = called && now - calledTold >= CALLED_NANOS;
        if (tellsCall) {
            called = false;
            calledTold = now;
        }
        boolean open = seen.state() == State.OPEN || seen.state() == State.HALF_OPEN;
        String word = evidence && open ? "1" : evidenceTold ? "0" : "-";
        evidenceTold = word.equals("1");
        closingTold = hasClosed;
        long rest = failed ? TimeUnit.NANOSECONDS.toMillis(FleetMoves.waitNanos(machine)) : 0;
        return List.of(
                tellsCall ? "1" : "0",
                word,
                closing,
                hasClosed ? "1" : "0",
                lease(),
                Integer.toString(breaker.settings().halfOpenCapacity()),
                Long.toString(rest),
                Double.toString(quorum));
    }

    private String lease() {
        if (!shares || isFree) {
            return hasLease ? "r" : "-";
        }
        if (seen.state() == State.HALF_OPEN) {
            return "p";
        }
        boolean wants = seen.state() == State.OPEN && FleetMoves.waitNanos(machine) == 0 && rejected > rejectedBefore;
        return wants && !letsOthersGoFirst() ? "w" : hasLease ? "r" : "-";
    }

    private boolean letsOthersGoFirst() {
        if (rejected > turnRejected) {
            turnNanos = 0;
        }
        return turnNanos > 0 && FleetMoves.nanos(machine) - turnSince < turnNanos;
    }

    /** This JVM had its turn, and no call came. Its calls may have ended for good while others wait for a lease. */
    private void leaveTurn() {
        turnNanos = turnNanos == 0 ? FIRST_TURN_NANOS : Math.min(2 * turnNanos, LAST_TURN_NANOS);
        turnSince = FleetMoves.nanos(machine);
        turnRejected = rejected;
    }

    private void look() {
        var unused = machine.state();
        PeriodLog now = machine.log();
        CircuitBreakerMetrics metrics = breaker.metrics();
        long total = calls(metrics);
        called |= total != calls;
        calls = total;
        rejected = rejections(metrics);
        long news = Math.min(now.changes - seen.changes, now.recent.length);
        for (int i = (int) news - 1; i >= 0; i--) {
            changed(now.recent[i]);
        }
        seen = now;
    }

    private void changed(Transition change) {
        if (change.to() == State.HALF_OPEN) {
            return;
        }
        // A lease ends with the HALF_OPEN that it was for.
        failed = change.from() == State.HALF_OPEN && change.to() == State.OPEN && isOwn(change.cause());
        evidence = change.to() == State.OPEN && isOwn(change.cause());
        isFree = false;
        if (change.to() == State.OPEN) {
            rejectedBefore = rejected;
            turnNanos = 0;
        }
        boolean proven =
                change.cause() == TransitionCause.SUCCESS_THRESHOLD || change.cause() == TransitionCause.RECOVERED;
        hasClosed |= change.to() == State.CLOSED && proven;
    }

    private static boolean isOwn(TransitionCause cause) {
        return switch (cause) {
            case ERROR_THRESHOLD, ERROR_RATE, SLOW_CALL_RATE, PROBE_FAILED, PROBE_TIMEOUT -> true;
            default -> false;
        };
    }

    private static long calls(CircuitBreakerMetrics metrics) {
        return metrics.activeCalls()
                + metrics.totalSuccessCount()
                + metrics.totalErrorCount()
                + metrics.totalIgnoredCount()
                + metrics.totalCancelledCount()
                + rejections(metrics);
    }

    private static long rejections(CircuitBreakerMetrics metrics) {
        return metrics.totalRejectedCount() + metrics.totalWouldRejectCount();
    }

    /**
     * Hears the answer to what it told.
     *
     * @param asked when it was asked, in ticks
     */
    void hear(Heard answer, long asked) {
        boolean closedByOther = false;
        if (closingTold) {
            hasClosed = false;
            closing = answer.closing();
        } else if (!answer.closing().equals(closing)) {
            closedByOther = heardBefore && !answer.closing().isEmpty();
            closing = answer.closing();
        }
        heardBefore = true;
        failed = false;
        boolean hadLease = hasLease;
        hasLease = answer.leaseMillis() > 0;
        if (hadLease && !hasLease && seen.state() == State.OPEN) {
            leaveTurn();
        }
        if (closedByOther) {
            evidence = false;
        }
        if (machine.log() != seen || FleetMoves.isApart(machine)) {
            return;
        }
        if (closedByOther && shares) {
            isFree = true;
            FleetMoves.endWait(machine, seen);
        } else {
            follow(answer);
        }
        hold(answer, asked);
    }

    private void follow(Heard answer) {
        if (answer.opening().isEmpty() || answer.opening().equals(followed) || hasClosed) {
            return;
        }
        followed = answer.opening();
        String why = "by the fleet: " + answer.openers() + " of " + answer.callers() + " JVMs opened it";
        if (seen.state() == State.CLOSED && shares) {
            var unused = FleetMoves.open(machine, seen, why);
        } else if (seen.state() == State.CLOSED) {
            observed = "fleet: " + PlainText.of(breaker.id().toString()) + ": with fleet = share it would have opened "
                    + why;
        }
    }

    /** What the fleet opened just now has another period: it is held from the next poll on, long before its wait is over. */
    private void hold(Heard answer, long asked) {
        if (!shares || isFree || (seen.state() != State.OPEN && seen.state() != State.HALF_OPEN)) {
            return;
        }
        long now = FleetMoves.nanos(machine);
        long from = hasLease ? asked + TimeUnit.MILLISECONDS.toNanos(answer.leaseMillis()) - RENEWAL_NANOS : now;
        FleetMoves.hold(machine, seen, from, Math.max(from - now, 0) + now + HOLD_NANOS);
    }

    /** The fleet does not answer: each for itself. What it knows is old when the fleet is back. */
    void alone() {
        hasLease = false;
        PeriodLog now = machine.log();
        if (now.state() == State.OPEN || now.state() == State.HALF_OPEN) {
            FleetMoves.hold(machine, now, 0, 0);
        }
    }
}
