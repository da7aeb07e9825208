package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators say, and that it holds (R4, R18). */
class OverrideTest extends BreakerTest {
    @ParameterizedTest
    @EnumSource(Outcome.class)
    void r04_noOutcomeOfAnyPeriodMovesAnOverride(Outcome outcome) {
        for (State forced : new State[] {State.FORCED_OPEN, State.FORCED_CLOSED}) {
            make(settings().errorThreshold(1).successThreshold(1).halfOpenCapacity(9));
            Flight fromClosed = begin();
            trip();
            Flight fromHalfOpen = firstProbe();
            breaker.transitionToForcedClosed();
            Flight fromForcedClosed = begin();
            moveTo(forced);
            end(fromClosed, outcome);
            end(fromHalfOpen, outcome);
            end(fromForcedClosed, outcome);
            assertState(forced);
            pass(1_000_000);
            assertState(forced);
        }
    }

    @Test
    void r04_forcedClosedAdmitsWhateverFails() {
        breaker.transitionToForcedClosed();
        fail(1_000);
        assertState(State.FORCED_CLOSED);
        assertThat(metrics().totalErrorCount()).isEqualTo(1_000);
        assertThat(metrics().totalLateCount()).isZero();
        assertThat(metrics().totalRejectedCount()).isZero();
    }

    @Test
    void r04_forcedOpenRejectsForEverAndCountsIt() {
        breaker.transitionToForcedOpen();
        reject();
        pass(365 * 86_400);
        CircuitOpenException rejection = reject();
        assertThat(rejection.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(rejection.retryAfter()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(metrics().totalRejectedCount()).isEqualTo(2);
        assertThat(metrics().retryAfter()).isEmpty();
    }

    @Test
    void r04_anOverrideOutlivesTheLeaseOfALostProbe() {
        trip();
        firstProbe();
        breaker.transitionToForcedClosed();
        pass(10_000);
        succeed();
        assertState(State.FORCED_CLOSED);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void r18_anOperatorMovesAnyStateToAnyOtherAndTotalsStay(State from) {
        for (State to : State.values()) {
            make(settings());
            succeed(2);
            fail();
            moveTo(from);
            long changes = metrics().recentTransitions().size();
            moveTo(to);
            assertState(to);
            assertThat(metrics().totalSuccessCount()).isEqualTo(2);
            assertThat(metrics().totalErrorCount()).isEqualTo(1);
            assertThat(metrics().lastErrorType()).contains("java.io.IOException");
            if (from == to) {
                assertThat(metrics().recentTransitions()).hasSize((int) changes);
            } else {
                assertThat(lastChange()).isEqualTo(from + " > " + to + ": MANUAL, by an operator");
            }
        }
    }

    @Test
    void r18_openedByAnOperatorItWaitsAsTheSettingsSayOrAsTold() {
        breaker.transitionToOpen();
        assertThat(metrics().retryAfter()).contains(seconds(30));
        pass(10);
        breaker.transitionToOpen();
        assertThat(metrics().retryAfter()).as("begun anew").contains(seconds(30));
        assertThat(metrics().openCount()).isEqualTo(1);
        breaker.transitionToOpen(seconds(7));
        assertThat(metrics().retryAfter()).contains(seconds(7));
        breaker.transitionToClosed();
        breaker.transitionToOpen(Duration.ofDays(365));
        assertThat(metrics().retryAfter()).contains(Duration.ofDays(365));
    }

    @Test
    void r18_aTimeToStayOpenHasBounds() {
        for (Duration wrong :
                new Duration[] {Duration.ZERO, seconds(-1), Duration.ofDays(365).plusNanos(1)}) {
            assertThatThrownBy(() -> breaker.transitionToOpen(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the time to stay open must be more than 0 and at most 365 days, was " + wrong);
        }
        assertState(State.CLOSED);
    }

    @Test
    void r18_movedToHalfOpenTheNextCallIsAProbe() {
        breaker.transitionToHalfOpen();
        succeed();
        assertState(State.HALF_OPEN);
        succeed();
        assertState(State.CLOSED);
    }

    @Test
    void r18_movingToTheSameStateKeepsItsProbesAndCounters() {
        trip();
        Flight probe = firstProbe();
        breaker.transitionToHalfOpen();
        reject();
        succeed(probe);
        assertThat(metrics().totalLateCount()).isZero();
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void r18_resetClosesAndClearsEverything(State from) {
        succeed(3);
        ignore();
        cancel();
        fail(2);
        Flight inFlight = begin();
        moveTo(State.FORCED_OPEN);
        reject();
        moveTo(from);
        breaker.reset();
        assertState(State.CLOSED);
        assertThat(lastChange()).isEqualTo(from + " > CLOSED: RESET, reset by an operator");
        assertThat(metrics().totalSuccessCount()).isZero();
        assertThat(metrics().totalErrorCount()).isZero();
        assertThat(metrics().totalIgnoredCount()).isZero();
        assertThat(metrics().totalCancelledCount()).isZero();
        assertThat(metrics().totalRejectedCount()).isZero();
        assertThat(metrics().openCount()).isZero();
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().consecutiveSuccessCount()).isZero();
        assertThat(metrics().lastErrorType()).isEmpty();
        assertThat(metrics().lastErrorMessage()).isEmpty();
        assertThat(metrics().lastErrorTime()).isEmpty();
        assertThat(metrics().activeCalls()).as("a call in flight is still one").isEqualTo(1);
        fail(inFlight);
        assertThat(metrics().activeCalls()).isZero();
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(metrics().consecutiveErrorCount()).isZero();
    }

    @Test
    void r18_resetStartsTheGrowingWaitOver() {
        make(settings().resetTimeoutMultiplier(2));
        trip();
        fail(firstProbe());
        assertThat(metrics().retryAfter()).contains(seconds(60));
        breaker.reset();
        trip();
        assertThat(metrics().retryAfter()).contains(seconds(30));
    }
}
