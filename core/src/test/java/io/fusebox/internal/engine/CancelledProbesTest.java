package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HALF_OPEN in which callers give their probes up (R7). */
class CancelledProbesTest extends BreakerTest {
    private void halfOpen(CircuitBreakerSettings.Builder settings) {
        make(settings);
        breaker.transitionToHalfOpen();
    }

    /** How many calls are admitted at once; all of them go on. */
    private List<Flight> beginAsManyAsPossible() {
        List<Flight> admitted = new ArrayList<>();
        while (!metrics().retryAfter().isPresent()) {
            long rejected = metrics().totalRejectedCount();
            try {
                admitted.add(begin());
            } catch (AssertionError rejection) {
                assertThat(metrics().totalRejectedCount()).isEqualTo(rejected + 1);
                return admitted;
            }
        }
        return admitted;
    }

    /** Several calls at once; the program cancels them all if one is rejected. */
    private boolean fanOut(int calls) {
        List<Flight> admitted = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            try {
                admitted.add(begin());
            } catch (AssertionError rejected) {
                admitted.forEach(BreakerTest::cancel);
                return false;
            }
        }
        pass(0.05);
        admitted.forEach(BreakerTest::succeed);
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void r07_aHealthyServiceAskedBySeveralCallsAtOnceGetsThrough(int capacity) {
        halfOpen(settings().halfOpenCapacity(capacity).successThreshold(1));
        int rounds = 1;
        while (!fanOut(3)) {
            pass(0.1);
            rounds++;
        }
        assertThat(rounds).isLessThanOrEqualTo(3);
        assertState(State.CLOSED);
    }

    @Test
    void r07_eachCancelledProbeMakesRoomForOneMoreAndTenAtMost() {
        halfOpen(settings().halfOpenCapacity(2).successThreshold(100));
        for (int cancelled = 0; cancelled <= 12; cancelled++) {
            List<Flight> probes = beginAsManyAsPossible();
            assertThat(probes).hasSize(2 + Math.min(cancelled, 10));
            succeed(probes.get(0));
            cancel(probes.get(1));
            probes.subList(2, probes.size()).forEach(BreakerTest::succeed);
        }
        assertState(State.HALF_OPEN);
    }

    @Test
    void r07_theRoomIsThatOfOneHalfOpen() {
        halfOpen(settings().successThreshold(1));
        cancel(begin());
        cancel(begin());
        breaker.transitionToOpen();
        breaker.transitionToHalfOpen();
        assertThat(beginAsManyAsPossible()).hasSize(1);
    }

    @Test
    void r07_theLargestCapacityHasRoomForMore() {
        halfOpen(settings().halfOpenCapacity(Integer.MAX_VALUE));
        cancel(begin());
        begin();
        assertThat(metrics().totalRejectedCount()).isZero();
    }

    @Test
    void r07_whenNothingIsDecidedItOpensAgainAsOfThatMoment() {
        halfOpen(settings().probeTimeout(seconds(5)));
        pass(7);
        for (int i = 0; i < 4; i++) {
            cancel();
            pass(1.2);
        }
        assertState(State.HALF_OPEN);
        pass(0.2);
        assertState(State.OPEN);
        assertThat(lastChange())
                .isEqualTo("HALF_OPEN > OPEN: PROBE_TIMEOUT, 4 probes were cancelled and none decided within 5s");
        pass(9);
        assertThat(metrics().retryAfter()).contains(seconds(21));
        assertThat(metrics().totalCancelledCount()).isEqualTo(4);
        assertThat(metrics().openCount()).isEqualTo(1);
    }

    @Test
    void r07_nobodyNeedsToLookForItToOpen() {
        halfOpen(settings().resetTimeout(seconds(10)).probeTimeout(seconds(5)));
        cancel();
        pass(3_600);
        Flight probe = begin();
        assertThat(metrics().recentTransitions())
                .extracting(change -> change.cause().name())
                .containsExactly("RESET_TIMEOUT", "PROBE_TIMEOUT", "MANUAL");
        assertThat(lastButOneReason()).isEqualTo("1 probe was cancelled and none decided within 5s");
        cancel(probe);
    }

    private String lastButOneReason() {
        return metrics().recentTransitions().get(1).reason();
    }

    @Test
    void r07_aProbeThatEndsAfterThatMomentIsLate() {
        halfOpen(settings().halfOpenCapacity(2).successThreshold(1).probeTimeout(seconds(5)));
        Flight slow = begin();
        pass(1);
        cancel(begin());
        pass(3.9);
        Flight later = begin();
        pass(0.2);
        assertState(State.OPEN);
        assertThat(lastChange()).endsWith("PROBE_TIMEOUT, a probe did not end within 5s");
        succeed(slow);
        succeed(later);
        assertThat(metrics().totalLateCount()).isEqualTo(2);
        assertState(State.OPEN);
    }

    @Test
    void r07_ofALostProbeAndNoDecisionTheFirstSetsTheWait() {
        halfOpen(settings().halfOpenCapacity(2).probeTimeout(seconds(5)));
        cancel(begin());
        pass(2);
        begin();
        pass(20);
        assertThat(metrics().retryAfter()).contains(seconds(13));
        assertThat(lastChange()).endsWith("1 probe was cancelled and none decided within 5s");
    }

    @Test
    void r07_aDecisionEndsTheClockAndTheNextCancelledProbeBeginsItAnew() {
        halfOpen(settings().successThreshold(3).halfOpenErrorThreshold(3).probeTimeout(seconds(5)));
        cancel();
        pass(4);
        succeed();
        pass(4);
        assertState(State.HALF_OPEN);
        cancel();
        pass(4);
        fail();
        pass(4);
        assertState(State.HALF_OPEN);
        assertThat(beginAsManyAsPossible()).as("the room stays").hasSize(3);
    }

    @Test
    void r07_withoutAProbeTimeoutProbesMayBeCancelledForEver() {
        halfOpen(settings().probeTimeout(CircuitBreakerSettings.FOREVER).successThreshold(1));
        for (int i = 0; i < 20; i++) {
            cancel();
            pass(86_400);
        }
        assertState(State.HALF_OPEN);
        succeed();
        assertState(State.CLOSED);
    }

    @Test
    void r07_r17_theTimeIsThatOfTheSettingsUnderWhichTheFirstCancelledProbeWasAdmitted() {
        halfOpen(settings().probeTimeout(seconds(5)));
        Flight probe = begin();
        breaker.apply(settings().probeTimeout(seconds(50)).build());
        cancel(probe);
        cancel(begin());
        pass(5);
        assertState(State.OPEN);
        assertThat(lastChange()).endsWith("2 probes were cancelled and none decided within 5s");
    }

    @Test
    void r07_aCallCancelledAfterItsLeaseKeepsNoSlotAndMakesNoRoom() {
        halfOpen(settings().probeTimeout(seconds(5)).resetTimeout(seconds(5)));
        Flight lost = begin();
        pass(12);
        Flight next = begin();
        cancel(lost);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(beginAsManyAsPossible()).isEmpty();
        cancel(next);
        assertThat(beginAsManyAsPossible()).hasSize(2);
    }

    @Test
    void r07_r09_anInterruptionInAProbeIsACancelledProbe() {
        halfOpen(settings());
        fail(new IllegalStateException(new InterruptedException()));
        fail(new CancellationException());
        assertThat(beginAsManyAsPossible()).hasSize(3);
    }
}
