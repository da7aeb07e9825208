package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import org.junit.jupiter.api.Test;

/** CLOSED, and the way out of it (R1). */
class TripTest extends BreakerTest {
    @Test
    void r01_theThresholdOfConsecutiveErrorsOpens() {
        fail(4);
        assertState(State.CLOSED);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(4);
        fail();
        assertState(State.OPEN);
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: ERROR_THRESHOLD, 5 consecutive errors");
        assertThat(metrics().openCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isEqualTo(5);
    }

    @Test
    void r01_aSuccessSetsTheConsecutiveErrorsToZero() {
        fail(4);
        succeed();
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        fail(4);
        assertState(State.CLOSED);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r01_aThresholdOfOneOpensAtTheFirstError() {
        make(settings().errorThreshold(1));
        succeed(3);
        fail();
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: ERROR_THRESHOLD, 1 consecutive error");
    }

    @Test
    void r01_withoutAThresholdNoNumberOfErrorsOpens() {
        make(settings().noErrorThreshold());
        fail(1_000);
        assertState(State.CLOSED);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1_000);
    }

    @Test
    void r01_successesInARowAreCountedFromTheLastErrorAndFromTheBeginOfThePeriod() {
        succeed(3);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(3);
        fail();
        assertThat(metrics().consecutiveSuccessCount()).isZero();
        succeed(2);
        ignore();
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(3);
        breaker.transitionToForcedClosed();
        succeed(7);
        assertThat(metrics().consecutiveSuccessCount()).isZero();
        breaker.transitionToClosed();
        assertThat(metrics().consecutiveSuccessCount()).isZero();
        succeed();
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
    }

    @Test
    void r01_theProbesThatClosedTheBreakerAreNoSuccessesOfTheNewPeriod() {
        trip();
        succeed(firstProbe());
        succeed();
        assertState(State.CLOSED);
        assertThat(metrics().consecutiveSuccessCount()).isZero();
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r01_withoutAThresholdErrorsAreCountedAsFarAsNumbersGoAndOpenNothing() {
        CompiledSettings off = CompiledSettings.of(settings().noErrorThreshold().build(), null, false);
        ClosedPeriod last = new ClosedPeriod(PeriodLog.begin(0), off, Integer.MAX_VALUE - 1, 0, null);
        ClosedPeriod full = oneMore(last, off);
        assertThat(full.errors).isEqualTo(Integer.MAX_VALUE);
        assertThat(oneMore(full, off).errors).isEqualTo(Integer.MAX_VALUE);
        assertThat(full.mayOpenAtOnce()).isFalse();
        CompiledSettings most =
                CompiledSettings.of(settings().errorThreshold(Integer.MAX_VALUE).build(), null, false);
        assertThat(last.errorsWithOneMore(most, 0)).isEqualTo(most.errorThreshold);
    }

    private static ClosedPeriod oneMore(ClosedPeriod before, CompiledSettings settings) {
        return before.withErrors(before.errorsWithOneMore(settings, 0), 0);
    }
}
