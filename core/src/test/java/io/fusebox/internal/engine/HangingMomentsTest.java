package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The moments of hanging calls (R21): as of when they count, in which order, and for which period. */
@SuppressWarnings("FutureReturnValueIgnored") // What the callbacks do is what is looked at.
class HangingMomentsTest extends BreakerTest {
    private static final double TICK = 0.000_000_001;

    /** Two seconds are slow; nothing opens in CLOSED. */
    private static CircuitBreakerSettings.Builder counting() {
        return settings().slowCallDuration(seconds(2)).slowCallRateThreshold(50).minimumCalls(1_000);
    }

    /** Two seconds are slow, and decide nothing. */
    private static CircuitBreakerSettings.Builder measuring() {
        return settings().slowCallDuration(seconds(2));
    }

    private void assertSlow(int count) {
        assertThat(metrics().totalSlowCount()).isEqualTo(count);
    }

    private long sum(int counter) {
        return breaker.gate().counters.sum(counter);
    }

    // ---- a look counts a call in its thread or out of it one tick after it was due, not before ----

    @Test
    void r21_aLookDoesNotCountACallBeforeItIsDue() {
        make(counting());
        CallGate gate = breaker.gate();
        Permit inside = gate.enter();
        pass(1);
        WatchedCalls.look();
        assertSlow(0);
        pass(1);
        WatchedCalls.look();
        assertSlow(0);
        pass(TICK);
        WatchedCalls.look();
        assertSlow(1);
        gate.exit(inside, null);
        assertSlow(1);
    }

    @Test
    void r21_norOneThatHasLeftItsThread() {
        make(counting());
        Flight call = begin();
        pass(2);
        WatchedCalls.look();
        assertSlow(0);
        pass(TICK);
        WatchedCalls.look();
        assertSlow(1);
        succeed(call);
        assertSlow(1);
    }

    @Test
    void r21_afterALookTheNextCallNoticesWhatIsDueThen() {
        make(counting());
        CallGate gate = breaker.gate();
        Permit inside = gate.enter();
        pass(1);
        Flight later = begin(gate);
        WatchedCalls.look();
        pass(1 + TICK);
        begin(gate);
        assertSlow(1);
        pass(1);
        begin(gate);
        assertSlow(2);
        succeed(later);
        gate.exit(inside, null);
    }

    /** A call beside the one that this thread is in. */
    private static Flight begin(CallGate gate) {
        Flight[] begun = new Flight[1];
        Thread thread = new Thread(() -> begun[0] = new Flight(gate, gate.enter()));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return begun[0];
    }

    // ---- probes ----

    @Test
    void r21_aProbeThatOutlivesItsPeriodIsNoticedByTheNextCallAsSoonAsItIsDue() {
        make(measuring().errorThreshold(1).successThreshold(1).halfOpenCapacity(2));
        trip();
        Flight hangs = firstProbe();
        succeed(begin());
        assertState(State.CLOSED);
        pass(0.5);
        succeed();
        pass(1.5);
        WatchedCalls.look();
        succeed();
        assertSlow(0);
        pass(TICK);
        succeed();
        assertSlow(1);
        succeed(hangs);
        assertSlow(1);
    }

    @Test
    void r21_ofTwoProbesThatHangTheOneThatBeganToHangFirstOpensTheBreaker() {
        make(counting().slowCallDuration(seconds(5)).errorThreshold(1).halfOpenCapacity(2));
        trip();
        firstProbe();
        breaker.apply(counting().errorThreshold(1).halfOpenCapacity(2).build());
        pass(1);
        begin();
        pass(9);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
        assertThat(metrics().retryAfter()).contains(seconds(30 - 7));
    }

    @Test
    void r21_theSameInTheOtherOrder() {
        make(counting().errorThreshold(1).halfOpenCapacity(2));
        trip();
        firstProbe();
        pass(1);
        begin();
        pass(9);
        assertThat(metrics().retryAfter()).contains(seconds(30 - 8));
    }

    // ---- probes from before a recovery ----

    private static CircuitBreakerSettings.Builder recovering() {
        return counting()
                .errorThreshold(1)
                .successThreshold(1)
                .halfOpenCapacity(3)
                .recovery(seconds(100));
    }

    @Test
    void r21_r22_aProbeThatHangsOpensTheBreakerInItsRecoveryAsOfThatMoment() {
        make(recovering());
        trip();
        firstProbe();
        succeed(begin());
        pass(5);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
        assertThat(metrics().retryAfter()).contains(seconds(30 - 3));
        assertSlow(1);
    }

    @Test
    void r21_r22_theFirstOfTwo() {
        make(recovering().slowCallDuration(seconds(5)));
        trip();
        firstProbe();
        breaker.apply(recovering().build());
        pass(1);
        begin();
        succeed(begin());
        pass(9);
        assertThat(metrics().retryAfter()).contains(seconds(30 - 7));
    }

    @Test
    void r07_r21_r22_aLeaseThatRunsOutAsAProbeBeginsToHangCountsFirst() {
        make(recovering().probeTimeout(seconds(2)));
        trip();
        firstProbe();
        succeed(begin());
        pass(5);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_TIMEOUT");
        assertThat(metrics().retryAfter()).contains(seconds(30 - 3));
    }

    @Test
    void r21_r22_aProbeThatHangsIsOneMoreFailure() {
        make(recovering().halfOpenErrorThreshold(2));
        trip();
        firstProbe();
        Flight fails = begin();
        succeed(begin());
        fail(fails);
        assertState(State.HALF_OPEN);
        pass(5);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED, 2 ");
    }

    @Test
    void r05_r21_r22_aProbeThatHadFailedByHangingIsLateOnceTheRecoveryIsOver() {
        make(recovering().halfOpenErrorThreshold(2).recovery(seconds(10)));
        trip();
        Flight hangs = firstProbe();
        pass(1);
        succeed(begin());
        pass(2);
        assertState(State.HALF_OPEN);
        pass(10);
        succeed(hangs);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertState(State.CLOSED);
    }

    @Test
    void r09_r22_aCallOfTheRecoveryThatIsCancelledDecidesNothing() {
        make(recovering());
        trip();
        Flight probe = firstProbe();
        succeed(begin());
        pass(1);
        cancel(probe);
        assertState(State.HALF_OPEN);
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        pass(99.5);
        Flight late = begin();
        cancel(late);
        assertState(State.CLOSED);
    }

    // ---- in which period it counts ----

    @Test
    void r05_r21_aCallThatHangsAfterItsPeriodCountsInNoWindow() {
        make(counting());
        Flight call = begin();
        breaker.transitionToForcedClosed();
        pass(3);
        WatchedCalls.look();
        assertThat(sum(CallCounters.HUNG)).isZero();
        assertThat(sum(CallCounters.OTHER_SLOW)).isEqualTo(1);
        assertSlow(1);
        succeed(call);
        assertSlow(1);
    }

    @Test
    void r21_r22_aCallThatHangsInARecoveryCountsInNoWindow() {
        make(measuring().errorThreshold(1).successThreshold(1).recovery(seconds(1)));
        trip();
        succeed(firstProbe());
        pass(0.999);
        begin();
        pass(3);
        WatchedCalls.look();
        assertThat(sum(CallCounters.HUNG)).isZero();
        assertSlow(1);
    }

    @Test
    void r21_slowCallsOfAThreadThatHasEndedStayCountedOnce() throws InterruptedException {
        make(measuring());
        breaker.transitionToForcedClosed();
        for (int i = 1; i <= 3; i++) {
            Thread thread = new Thread(() -> succeedAfter(3));
            thread.start();
            thread.join();
            assertSlow(i);
        }
        assertThat(metrics().totalSuccessCount()).isEqualTo(3);
    }

    // ---- an end that is seen later counts as of the last look at its stage ----

    /** A call whose stage ends half a second later, while a callback of the program goes on for a minute. */
    private void endUnseen() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        breaker.callAsync(() -> stage);
        pass(0.5);
        WatchedCalls.look();
        stage.thenRun(() -> {
            pass(60);
            WatchedCalls.look();
        });
        stage.complete("done");
    }

    @Test
    void r21_aCallThatEndedInTimeIsNotSlowForItsCallbacks() {
        make(counting());
        endUnseen();
        assertSlow(0);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r04_r21_norInAForcedState() {
        make(counting());
        breaker.transitionToForcedClosed();
        endUnseen();
        assertSlow(0);
    }

    @Test
    void r20_r21_norInObserveMode() {
        make(counting().mode(Mode.OBSERVE));
        breaker.transitionToForcedOpen();
        endUnseen();
        assertSlow(0);
        assertThat(metrics().totalWouldRejectCount()).isEqualTo(1);
    }

    @Test
    void r21_r22_norInARecovery() {
        make(recovering());
        trip();
        succeed(firstProbe());
        pass(99);
        endUnseen();
        assertSlow(0);
        assertThat(metrics().totalLateCount()).isZero();
        assertState(State.CLOSED);
    }

    @Test
    void r21_norAProbe() {
        make(counting().errorThreshold(1).successThreshold(1));
        breaker.transitionToHalfOpen();
        endUnseen();
        assertSlow(0);
        assertState(State.CLOSED);
    }

    @Test
    void r21_whatHasEndedIsNotWatchedAnyMore() {
        make(counting());
        int before = WatchedCalls.size();
        Flight call = begin();
        assertThat(WatchedCalls.size()).isEqualTo(before + 1);
        succeed(call);
        assertThat(WatchedCalls.size()).isEqualTo(before);
        assertThat(WatchedCalls.isAny()).isTrue();
    }

    // ---- the warm-up ----

    @Test
    void r23_aWarmUpThatBeginsAtTheFirstTickOfTheClockEndsInTime() {
        environment.clock.advance(
                Duration.ofNanos(Long.MIN_VALUE - environment.ticker().nanos()));
        make(settings().errorThreshold(1).warmUp(seconds(10)));
        fail();
        assertState(State.OPEN);
        pass(10);
        assertState(State.OPEN);
        pass(TICK);
        assertState(State.CLOSED);
    }
}
