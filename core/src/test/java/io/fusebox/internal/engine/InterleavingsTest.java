package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.Window;
import org.junit.jupiter.api.Test;

/** One step overtaken by another, led deterministically: the other happens while the first looks at the clock. */
class InterleavingsTest extends BreakerTest {
    @Test
    void r01_anErrorThatWouldTripIsOvertakenByASuccess() {
        make(settings().errorThreshold(2));
        fail();
        Flight success = begin();
        Flight error = begin();
        environment.meanwhile(() -> succeed(success));
        fail(error);
        assertState(State.CLOSED);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r01_anErrorThatWouldTripIsOvertakenByAnotherThatDoes() {
        make(settings().errorThreshold(2));
        fail();
        Flight one = begin();
        Flight two = begin();
        environment.meanwhile(() -> fail(one));
        fail(two);
        assertState(State.OPEN);
        assertThat(metrics().openCount()).isEqualTo(1);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }

    @Test
    void r03_aProbeThatWouldCloseIsOvertakenByOneThatFails() {
        make(settings().halfOpenCapacity(2).halfOpenErrorThreshold(2).successThreshold(2));
        trip();
        succeed(firstProbe());
        Flight success = begin();
        Flight error = begin();
        // The first look at the clock is that of the ending call itself, the second one that of the edge.
        environment.meanwhile(() -> environment.meanwhile(() -> fail(error)));
        succeed(success);
        assertState(State.HALF_OPEN);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        succeed();
        assertState(State.CLOSED);
    }

    @Test
    void r03_aProbeThatWouldOpenIsOvertakenByASuccess() {
        make(settings().halfOpenCapacity(2).halfOpenErrorThreshold(2).successThreshold(2));
        trip();
        fail(firstProbe());
        Flight success = begin();
        Flight error = begin();
        environment.meanwhile(() -> environment.meanwhile(() -> succeed(success)));
        fail(error);
        assertState(State.OPEN);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalLateCount()).isZero();
        assertThat(lastChange()).endsWith("2 failed probes");
    }

    @Test
    void r17_newSettingsOvertakeATripAndAProbe() {
        make(settings().errorThreshold(1));
        environment.meanwhile(
                () -> breaker.apply(settings().resetTimeout(seconds(5)).build()));
        fail();
        assertThat(metrics().retryAfter()).contains(seconds(5));
        pass(5);
        environment.meanwhile(() -> breaker.apply(settings().successThreshold(1).build()));
        succeed();
        assertState(State.CLOSED);
    }

    @Test
    void r18_aMoveIsOvertakenByATrip() {
        make(settings().errorThreshold(1));
        Flight error = begin();
        environment.meanwhile(() -> fail(error));
        breaker.transitionToOpen(seconds(3));
        assertState(State.OPEN);
        assertThat(metrics().retryAfter()).contains(seconds(3));
        assertThat(metrics().openCount()).isEqualTo(1);
    }

    @Test
    void r18_aResetIsOvertakenByATrip() {
        make(settings().errorThreshold(1));
        breaker.transitionToForcedClosed();
        environment.meanwhile(breaker::transitionToOpen);
        breaker.reset();
        assertState(State.CLOSED);
        assertThat(lastChange()).startsWith("OPEN > CLOSED: RESET");
    }

    @Test
    void r20_switchedOffInTheMiddleOfAnAdmissionTheCallPassesUncounted() {
        trip();
        pass(30);
        environment.meanwhile(() -> breaker.apply(settings().mode(Mode.OFF).build()));
        succeed();
        assertState(State.OPEN);
        assertThat(metrics().totalSuccessCount()).isZero();
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r06_aSlotIsNotGivenBackTwice() {
        make(settings().halfOpenCapacity(2).successThreshold(9));
        trip();
        firstProbe();
        Permit second = breaker.gate().detach(breaker.gate().enter());
        breaker.gate().end(second, null);
        breaker.gate().end(second, null);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        begin();
        reject();
    }

    @Test
    void r07_ofTwoLostProbesTheOneThatWasLostFirstCountsWhicheverWasAdmittedFirst() {
        make(settings().halfOpenCapacity(2));
        trip();
        firstProbe();
        breaker.apply(settings().halfOpenCapacity(2).probeTimeout(seconds(5)).build());
        begin();
        pass(31);
        assertThat(metrics().retryAfter()).contains(seconds(4));
    }

    @Test
    void r12_theReasonOfARateOverTimeSaysItsFigures() {
        make(settings()
                .noErrorThreshold()
                .errorRateThreshold(60)
                .minimumCalls(3)
                .window(new Window.Time(seconds(10))));
        fail();
        succeed();
        fail();
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: ERROR_RATE, 2 errors in 3 calls");
        make(settings()
                .slowCallDuration(seconds(1))
                .slowCallRateThreshold(60)
                .minimumCalls(3)
                .window(new Window.Time(seconds(10))));
        succeedAfter(2);
        succeed();
        succeedAfter(2);
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: SLOW_CALL_RATE, 2 slow calls in 3 calls");
    }

    @Test
    void aBreakerSaysWhatItIs() {
        breaker.transitionToOpen();
        assertThat(breaker).hasToString("payments OPEN#1");
    }

    @Test
    void r01_aSuccessThatEndsARunOfErrorsIsOvertakenByAnotherError() {
        // An untimed call looks at the clock for a window of time, between its look at the state and its step.
        make(settings().errorRateThreshold(100).minimumCalls(1000).window(new Window.Time(seconds(10))));
        Flight call = begin();
        fail();
        environment.meanwhile(this::fail);
        succeed(call);
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().totalErrorCount()).isEqualTo(2);
    }

    @Test
    void r12_aCallThatWasToBeAProbeIsTimedInTheClosedPeriodThatOvertookIt() {
        make(settings().slowCallDuration(seconds(1)));
        succeed();
        breaker.transitionToHalfOpen();
        environment.meanwhile(breaker::transitionToClosed);
        breaker.run(() -> pass(2));
        assertState(State.CLOSED);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().totalLateCount()).isZero();
    }
}
