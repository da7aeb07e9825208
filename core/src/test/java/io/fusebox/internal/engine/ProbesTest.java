package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HALF_OPEN: probes, their slots and their leases (R3, R6, R7). */
class ProbesTest extends BreakerTest {
    @Test
    void r03_consecutiveSuccessesClose() {
        make(settings().successThreshold(3));
        trip();
        succeed(firstProbe());
        succeed();
        assertState(State.HALF_OPEN);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(2);
        succeed();
        assertState(State.CLOSED);
        assertThat(lastChange()).isEqualTo("HALF_OPEN > CLOSED: SUCCESS_THRESHOLD, 3 consecutive successes");
    }

    @Test
    void r03_oneErrorOpensAgainWithAFreshWait() {
        trip();
        Flight probe = firstProbe();
        pass(20);
        fail(probe);
        assertState(State.OPEN);
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_FAILED, 1 failed probe");
        assertThat(metrics().retryAfter()).contains(seconds(30));
        assertThat(metrics().openCount()).isEqualTo(2);
    }

    @Test
    void r03_asManyErrorsAsToldOpenAgainAndAnErrorBreaksTheRunOfSuccesses() {
        make(settings().halfOpenErrorThreshold(2).successThreshold(2));
        trip();
        succeed(firstProbe());
        fail();
        assertState(State.HALF_OPEN);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
        assertThat(metrics().consecutiveSuccessCount()).isZero();
        succeed();
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertState(State.HALF_OPEN);
        fail();
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_FAILED, 2 failed probes");
    }

    @Test
    void r03_atMostTheCapacityIsInFlight() {
        make(settings().halfOpenCapacity(3).successThreshold(5));
        trip();
        Flight first = firstProbe();
        Flight second = begin();
        begin();
        CircuitOpenException rejection = reject();
        assertThat(rejection.state()).isEqualTo(State.HALF_OPEN);
        assertThat(rejection.retryAfter()).isEqualTo(Duration.ZERO);
        succeed(second);
        succeed(first);
        begin();
        begin();
        reject();
        assertThat(metrics().activeCalls()).isEqualTo(3);
        assertThat(metrics().totalRejectedCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void r06_everyOutcomeGivesTheSlotBackOnce(Outcome outcome) {
        make(settings().halfOpenErrorThreshold(100).successThreshold(100));
        trip();
        Flight probe = firstProbe();
        reject();
        end(probe, outcome);
        assertThat(metrics().activeCalls()).isZero();
        begin();
        if (outcome == Outcome.CANCELLED) {
            // It made room for one more (R7).
            begin();
        }
        reject();
    }

    @Test
    void r06_aCallInBlockFormEndsOnceHoweverOftenItIsTold() {
        make(settings().halfOpenCapacity(2).successThreshold(100));
        trip();
        firstProbe();
        var probe = breaker.enter();
        probe.success();
        probe.success();
        probe.failure(new IllegalStateException("too late"));
        probe.cancel();
        probe.close();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalCancelledCount()).isZero();
        assertThat(metrics().totalErrorCount()).isEqualTo(5);
        assertThat(metrics().activeCalls()).isEqualTo(1);
        begin();
        reject();
    }

    @Test
    void r07_aProbeThatDoesNotEndCountsAsFailed() {
        trip();
        Flight probe = firstProbe();
        pass(29.9);
        assertState(State.HALF_OPEN);
        pass(0.1);
        assertState(State.OPEN);
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_TIMEOUT, a probe did not end within 30s");
        succeed(probe);
        assertState(State.OPEN);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r07_theWaitBeginsWhenTheProbeWasLostWhoeverLooksWhen() {
        make(settings().probeTimeout(seconds(5)));
        trip();
        firstProbe();
        pass(15);
        assertThat(metrics().retryAfter()).contains(seconds(20));
        pass(20);
        begin();
        assertState(State.HALF_OPEN);
    }

    @Test
    void r07_aCallLongAfterTheLostProbeIsTheNextProbe() {
        trip();
        firstProbe();
        pass(3_600);
        Flight probe = begin();
        assertState(State.HALF_OPEN);
        succeed(probe);
        succeed();
        assertState(State.CLOSED);
        assertThat(metrics().recentTransitions())
                .extracting(change -> change.cause().name())
                .containsExactly(
                        "SUCCESS_THRESHOLD", "RESET_TIMEOUT", "PROBE_TIMEOUT", "RESET_TIMEOUT", "ERROR_THRESHOLD");
    }

    @Test
    void r07_theProbeThatWasLostFirstSetsTheWait() {
        make(settings().halfOpenCapacity(3).probeTimeout(seconds(10)));
        trip();
        firstProbe();
        pass(4);
        begin();
        pass(4);
        begin();
        pass(20);
        assertThat(metrics().retryAfter()).contains(seconds(12));
    }

    @Test
    void r07_whenOneProbeIsLostTheOthersAreLate() {
        make(settings().halfOpenCapacity(2).successThreshold(1));
        trip();
        firstProbe();
        pass(29);
        Flight second = begin();
        pass(1);
        succeed(second);
        assertState(State.OPEN);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }

    @Test
    void r07_switchedOffAProbeMayTakeForEver() {
        make(settings().probeTimeout(CircuitBreakerSettings.FOREVER).successThreshold(1));
        trip();
        Flight probe = firstProbe();
        pass(365 * 86_400);
        assertState(State.HALF_OPEN);
        succeed(probe);
        assertState(State.CLOSED);
    }
}
