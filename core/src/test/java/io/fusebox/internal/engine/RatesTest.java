package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shares of errors and of slow calls over a window (R12). */
class RatesTest extends BreakerTest {
    private static CircuitBreakerSettings.Builder rates() {
        return settings().noErrorThreshold().minimumCalls(4).window(new Window.Calls(4));
    }

    @Test
    void r12_aShareOfErrorsOpensOnceEnoughCallsAreInTheWindow() {
        make(rates().errorRateThreshold(50).minimumCalls(5).window(new Window.Calls(10)));
        fail(4);
        assertState(State.CLOSED);
        assertThat(metrics().errorRatePercent()).isEmpty();
        fail();
        assertState(State.OPEN);
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: ERROR_RATE, 5 errors in 5 calls");
    }

    @Test
    void r12_aShareBelowTheThresholdDoesNot() {
        make(rates().errorRateThreshold(50));
        succeed(3);
        fail();
        assertThat(metrics().errorRatePercent()).hasValue(25);
        succeed(2);
        fail();
        assertState(State.OPEN);
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: ERROR_RATE, 2 errors in 4 calls");
    }

    @Test
    void r12_aHundredPercentCanTrip() {
        make(rates().errorRateThreshold(100));
        succeed();
        fail(3);
        assertState(State.CLOSED);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r12_aSuccessNeverOpensThroughTheErrorRate() {
        make(rates().errorRateThreshold(50));
        fail(3);
        succeed();
        assertThat(metrics().errorRatePercent()).hasValue(75);
        assertState(State.CLOSED);
        ignore();
        assertState(State.CLOSED);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r12_inAWindowSmallerThanTheMinimumAFullWindowIsEnough() {
        make(rates().errorRateThreshold(100).minimumCalls(20).window(new Window.Calls(2)));
        fail();
        assertThat(metrics().errorRatePercent()).isEmpty();
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r12_cancelledCallsAreNotInTheWindow() {
        make(rates().errorRateThreshold(100).minimumCalls(2));
        cancel();
        fail();
        cancel();
        assertState(State.CLOSED);
        assertThat(metrics().errorRatePercent()).isEmpty();
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r12_aShareOfSlowCallsOpensEvenIfTheySucceed() {
        make(rates().slowCallDuration(seconds(1)).slowCallRateThreshold(50));
        succeed(2);
        succeedAfter(1.000_000_001);
        assertState(State.CLOSED);
        assertThat(metrics().slowCallRatePercent()).isEmpty();
        succeedAfter(2);
        assertState(State.OPEN);
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: SLOW_CALL_RATE, 2 slow calls in 4 calls");
        assertThat(metrics().totalSlowCount()).isEqualTo(2);
    }

    @Test
    void r12_aCallOfExactlyTheDurationIsNotSlow() {
        make(rates().slowCallDuration(seconds(1)).slowCallRateThreshold(25));
        succeedAfter(1);
        succeed(3);
        assertThat(metrics().totalSlowCount()).isZero();
        assertThat(metrics().slowCallRatePercent()).hasValue(0);
    }

    @Test
    void r12_aSlowSuccessInHalfOpenIsAFailedProbe() {
        make(settings().slowCallDuration(seconds(1)).slowCallRateThreshold(50));
        trip();
        Flight probe = firstProbe();
        pass(1.5);
        succeed(probe);
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_FAILED, 1 failed probe");
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
    }

    @Test
    void r12_withoutAThresholdSlowCallsAreOnlyCounted() {
        make(settings().slowCallDuration(seconds(1)).successThreshold(1));
        succeedAfter(2);
        fail(4);
        Flight slow = begin();
        pass(2);
        fail(slow);
        assertState(State.OPEN);
        Flight probe = firstProbe();
        pass(2);
        succeed(probe);
        assertState(State.CLOSED);
        assertThat(metrics().totalSlowCount()).isEqualTo(3);
        assertThat(metrics().slowCallRatePercent()).isEmpty();
        assertThat(metrics().errorRatePercent()).isEmpty();
    }

    @Test
    void r12_aCancelledCallIsNotSlow() {
        make(rates().slowCallDuration(seconds(1)).slowCallRateThreshold(25).minimumCalls(1));
        Flight call = begin();
        pass(10);
        cancel(call);
        assertState(State.CLOSED);
        assertThat(metrics().totalSlowCount()).isZero();
    }

    @Test
    void r12_slownessIsMeasuredInForcedClosedToo() {
        make(settings().slowCallDuration(seconds(1)));
        breaker.transitionToForcedClosed();
        succeedAfter(2);
        Flight call = begin();
        pass(2);
        succeed(call);
        var block = breaker.enter();
        pass(2);
        block.success();
        assertThat(metrics().totalSlowCount()).isEqualTo(3);
    }

    @Test
    void r12_consecutiveErrorsAndRatesWorkSideBySide() {
        make(rates().errorThreshold(3).errorRateThreshold(100).minimumCalls(2));
        fail();
        succeed();
        fail(3);
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: ERROR_THRESHOLD, 3 consecutive errors");
    }

    @Test
    void r12_errorsLeaveTheWindowOfTimeABucketAtATime() {
        make(rates().errorRateThreshold(100).minimumCalls(2).window(new Window.Time(seconds(10))));
        fail();
        pass(9.999);
        assertThat(metrics().errorRatePercent()).isEmpty();
        succeed();
        assertThat(metrics().errorRatePercent()).hasValue(50);
        pass(0.001);
        assertThat(metrics().errorRatePercent()).isEmpty();
        succeed();
        assertThat(metrics().errorRatePercent()).hasValue(0);
    }

    @Test
    void r12_aGapOfAnyLengthEmptiesTheWindowOfTime() {
        for (Duration gap : new Duration[] {
            Duration.ofSeconds(10),
            Duration.ofSeconds(31),
            Duration.ofSeconds(32),
            Duration.ofSeconds(320),
            Duration.ofDays(300)
        }) {
            make(rates().errorRateThreshold(100).minimumCalls(2).window(new Window.Time(seconds(10))));
            fail();
            environment.clock.advance(gap);
            fail();
            assertState(State.CLOSED);
            assertThat(metrics().errorRatePercent()).isEmpty();
            fail();
            assertState(State.OPEN);
        }
    }

    @Test
    void r12_theWindowOfANewPeriodIsEmpty() {
        make(rates().errorRateThreshold(50).minimumCalls(2).successThreshold(1).window(new Window.Time(seconds(10))));
        fail(2);
        assertState(State.OPEN);
        succeed(firstProbe());
        assertState(State.CLOSED);
        assertThat(metrics().errorRatePercent()).isEmpty();
        fail();
        assertState(State.CLOSED);
    }

    @Test
    void r12_lateAndObservedOutcomesAreInNoWindow() {
        make(rates().errorRateThreshold(50).minimumCalls(1).window(new Window.Time(seconds(10))));
        Flight late = begin();
        breaker.transitionToForcedClosed();
        fail();
        breaker.transitionToClosed();
        fail(late);
        assertState(State.CLOSED);
        assertThat(metrics().errorRatePercent()).isEmpty();
    }

    @Test
    void r12_aWindowOfCallsNeedsNoClock() {
        make(settings().errorRateThreshold(90).minimumCalls(10).window(new Window.Calls(10)));
        environment.clockFault = new IllegalStateException("nobody was to ask");
        succeed(20);
        fail(3);
        ignore();
        environment.clockFault = null;
        assertThat(metrics().totalErrorCount()).isEqualTo(3);
    }
}
