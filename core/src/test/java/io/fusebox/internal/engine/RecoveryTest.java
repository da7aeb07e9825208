package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import io.fusebox.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recovery by degrees (R22). */
class RecoveryTest extends BreakerTest {
    private static CircuitBreakerSettings.Builder recovering() {
        return settings().successThreshold(2).recovery(seconds(100));
    }

    @BeforeEach
    void makeRecovering() {
        make(recovering());
    }

    /** Two successful probes. */
    private void probed() {
        trip();
        succeed(firstProbe());
        succeed();
    }

    private int admittedOf(int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            try {
                succeed();
                admitted++;
            } catch (CircuitOpenException rejection) {
                assertThat(rejection.state()).isEqualTo(State.HALF_OPEN);
            }
        }
        return admitted;
    }

    @Test
    void r22_theShareOfAdmittedCallsGrowsEvenlyAndThenTheBreakerCloses() {
        assertThat(metrics().admittedPercent()).isEqualTo(100);
        probed();
        assertState(State.HALF_OPEN);
        assertThat(metrics().admittedPercent()).isZero();
        assertThat(admittedOf(1_000)).isZero();
        for (int percent = 1; percent < 100; percent++) {
            pass(1);
            assertThat(metrics().admittedPercent()).isEqualTo(percent);
            assertThat(admittedOf(1_000)).isBetween(percent * 10 - 1, percent * 10 + 1);
        }
        pass(0.999_999_999);
        assertState(State.HALF_OPEN);
        pass(0.000_000_001);
        assertState(State.CLOSED);
        assertThat(lastChange()).isEqualTo("HALF_OPEN > CLOSED: RECOVERED, the recovery is over");
        assertThat(metrics().admittedPercent()).isEqualTo(100);
        assertThat(admittedOf(100)).isEqualTo(100);
    }

    @Test
    void r22_atTheEndTheNextCallIsAdmittedWithoutAnybodyLooking() {
        probed();
        pass(100);
        succeed();
        assertThat(lastChange()).startsWith("HALF_OPEN > CLOSED: RECOVERED");
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
    }

    @Test
    void r22_anErrorOpensItAgain() {
        probed();
        pass(100 - 0.000_001);
        succeed();
        fail();
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_FAILED, 1 failed probe");
        assertThat(metrics().admittedPercent()).isZero();
        assertThat(metrics().retryAfter()).contains(seconds(30));
    }

    @Test
    void r22_asManyErrorsAsToldOpenItAgainThoseOfTheProbesNotAmongThem() {
        make(recovering().halfOpenErrorThreshold(2));
        trip();
        fail(firstProbe());
        succeed(2);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(2);
        pass(99.999_999);
        fail();
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
        succeed();
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        assertState(State.HALF_OPEN);
        fail();
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_FAILED, 2 failed probes");
    }

    @Test
    void r22_aSlowCallFailsWhereSlowCallsDecideAndACancelledOneSaysNothing() {
        make(recovering().slowCallDuration(seconds(1)).slowCallRateThreshold(50));
        probed();
        pass(90);
        succeedAfter(1);
        cancel();
        assertState(State.HALF_OPEN);
        succeedAfter(1.000_000_001);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
    }

    @Test
    void r22_probesInFlightCountInTheRecoveryThatFollows() {
        make(recovering().halfOpenCapacity(4));
        trip();
        Flight first = firstProbe();
        Flight second = begin();
        Flight third = begin();
        Flight fourth = begin();
        succeed(first);
        succeed(second);
        assertThat(metrics().admittedPercent()).isZero();
        succeed(third);
        assertThat(metrics().totalLateCount()).isZero();
        fail(fourth);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
    }

    @Test
    void r05_r22_aCallOfTheRecoveryThatEndsAfterItIsLate() {
        probed();
        pass(99.999_999);
        Flight flight = begin();
        pass(1);
        fail(flight);
        assertState(State.CLOSED);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(metrics().consecutiveErrorCount()).isZero();
    }

    @Test
    void r17_r22_oneThatHasBegunKeepsItsEnd() {
        probed();
        breaker.apply(settings().build());
        pass(50);
        assertThat(metrics().admittedPercent()).isEqualTo(50);
        pass(50);
        assertThat(lastChange()).startsWith("HALF_OPEN > CLOSED: RECOVERED");
    }

    @Test
    void r17_r22_switchedOnWhileProbesAreInFlight() {
        make(settings().successThreshold(1));
        trip();
        Flight probe = firstProbe();
        breaker.apply(settings().successThreshold(1).recovery(seconds(100)).build());
        succeed(probe);
        assertState(State.HALF_OPEN);
        pass(100);
        assertState(State.CLOSED);
    }

    @Test
    void r18_r22_anOperatorMovesIt() {
        for (State to : State.values()) {
            makeRecovering();
            probed();
            pass(10);
            moveTo(to);
            assertState(to);
            assertThat(metrics().admittedPercent())
                    .isEqualTo(to == State.HALF_OPEN ? 10 : to == State.CLOSED || to == State.FORCED_CLOSED ? 100 : 0);
        }
    }

    @Test
    void r20_r22_observeAdmitsTheRestToo() {
        make(recovering().mode(Mode.OBSERVE));
        trip();
        succeed(firstProbe());
        succeed();
        pass(50);
        assertThat(admittedOf(100)).isEqualTo(100);
        assertThat(metrics().totalWouldRejectCount()).isEqualTo(50);
    }
}
