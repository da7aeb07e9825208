package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An outcome counts for the period that admitted the call, or for none (R5). */
class LateOutcomeTest extends BreakerTest {
    @Test
    void r05_lateSuccessDoesNotClose() {
        make(settings().successThreshold(1));
        Flight late = begin();
        trip();
        firstProbe();
        succeed(late);
        assertState(State.HALF_OPEN);
        assertThat(metrics().consecutiveSuccessCount()).isZero();
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r05_lateErrorDoesNotOpenAgain() {
        Flight late = begin();
        trip();
        firstProbe();
        fail(late);
        assertState(State.HALF_OPEN);
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().totalErrorCount()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void r05_aLateOutcomeFreesNoSlot(Outcome outcome) {
        Flight late = begin();
        trip();
        firstProbe();
        end(late, outcome);
        reject();
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isEqualTo(1);
    }

    @Test
    void r05_aProbeOfAnEarlierHalfOpenIsLateInTheNext() {
        make(settings().halfOpenCapacity(2).successThreshold(1));
        trip();
        Flight first = firstProbe();
        fail(begin());
        assertState(State.OPEN);
        firstProbe();
        succeed(first);
        assertState(State.HALF_OPEN);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }

    @Test
    void r05_aCallFromAnEarlierClosedIsLateInTheNext() {
        make(settings().errorThreshold(1));
        Flight late = begin();
        breaker.transitionToOpen();
        breaker.transitionToClosed();
        fail(late);
        assertState(State.CLOSED);
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }

    @Test
    void r05_aLateSuccessBreaksNoRunOfErrors() {
        Flight late = begin();
        breaker.transitionToOpen();
        breaker.transitionToClosed();
        fail(4);
        succeed(late);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r05_aCallThatEndsInItsOwnPeriodIsNotLate() {
        Flight call = begin();
        fail(3);
        succeed(call);
        assertThat(metrics().totalLateCount()).isZero();
        breaker.transitionToForcedClosed();
        call = begin();
        succeed(call);
        assertThat(metrics().totalLateCount()).isZero();
        call = begin();
        breaker.transitionToClosed();
        cancel(call);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }
}
