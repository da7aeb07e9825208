package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Warm-up (R23). */
class WarmUpTest extends BreakerTest {
    private static CircuitBreakerSettings.Builder warming() {
        return settings().errorThreshold(2).warmUp(seconds(60));
    }

    @BeforeEach
    void makeWarming() {
        make(warming());
    }

    @Test
    void r23_itOnlyObservesUntilTheTimeAfterItsFirstCallIsOver() {
        pass(3_600);
        assertThat(metrics().mode()).isEqualTo(Mode.OBSERVE);
        fail(2);
        assertState(State.OPEN);
        succeed(3);
        assertThat(metrics().totalWouldRejectCount()).isEqualTo(3);
        pass(59.999_999_999);
        assertThat(metrics().mode()).isEqualTo(Mode.OBSERVE);
        pass(0.000_000_001);
        assertThat(metrics().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(lastChange()).isEqualTo("OPEN > CLOSED: WARMED_UP, the warm-up is over");
        fail(2);
        reject();
    }

    @Test
    void r23_itBeginsClosedWithItsCountersAtZeroAndKeepsItsTotals() {
        fail();
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
        pass(60);
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().recentTransitions()).isEmpty();
        fail();
        assertState(State.CLOSED);
        assertThat(metrics().totalErrorCount()).isEqualTo(2);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r23_whatBeganInItIsLateAfterIt() {
        Flight flight = begin();
        pass(60);
        fail(flight);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(metrics().consecutiveErrorCount()).isZero();
    }

    @Test
    void r23_theWaitDoesNotGrowByWhatHappenedInIt() {
        make(warming().resetTimeoutMultiplier(2));
        fail(2);
        pass(60);
        fail(2);
        assertThat(metrics().retryAfter()).contains(seconds(30));
    }

    @Test
    void r04_r23_anOverrideOutlivesIt() {
        succeed();
        breaker.transitionToForcedOpen();
        pass(60);
        assertState(State.FORCED_OPEN);
        reject();
        assertThat(metrics().mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void r23_offAndObserveStayWhatTheyAre() {
        make(warming().mode(Mode.OBSERVE));
        succeed();
        pass(60);
        assertThat(metrics().mode()).isEqualTo(Mode.OBSERVE);
        make(warming().mode(Mode.OFF));
        succeed();
        assertThat(metrics().mode()).isEqualTo(Mode.OFF);
        assertThat(metrics().totalSuccessCount()).isZero();
    }

    @Test
    void r17_r23_aBreakerThatHasBeenCalledDoesNotBeginToWarmUp() {
        make(settings().errorThreshold(2));
        succeed();
        breaker.apply(warming().build());
        fail(2);
        reject();
    }

    @Test
    void r17_r23_oneThatNobodyHasCalledYetDoes() {
        make(settings().errorThreshold(2));
        breaker.apply(warming().build());
        fail(2);
        succeed();
        assertThat(metrics().totalWouldRejectCount()).isEqualTo(1);
    }

    @Test
    void r17_r23_switchedOffItIsOverAtOnce() {
        fail(2);
        breaker.apply(settings().errorThreshold(2).build());
        assertState(State.CLOSED);
        assertThat(metrics().mode()).isEqualTo(Mode.ENFORCE);
        fail(2);
        reject();
    }

    @Test
    void r17_r23_anotherLengthCountsFromTheSameFirstCall() {
        succeed();
        pass(50);
        breaker.apply(settings().warmUp(seconds(90)).build());
        pass(39);
        assertThat(metrics().mode()).isEqualTo(Mode.OBSERVE);
        pass(1);
        assertThat(metrics().mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void r17_r23_otherSettingsDoNotEndIt() {
        succeed();
        breaker.apply(warming().errorThreshold(7).build());
        assertThat(metrics().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(breaker.settings().errorThreshold()).hasValue(7);
    }

    @Test
    void r07_r23_aLeaseThatRunsOutAtTheVeryEndHasNoTimeLeft() {
        make(warming().probeTimeout(seconds(29)));
        fail(2);
        pass(31);
        begin();
        pass(29);
        assertThat(metrics().recentTransitions())
                .extracting(change -> change.cause().name())
                .containsExactly("WARMED_UP", "RESET_TIMEOUT", "ERROR_THRESHOLD");
    }

    @Test
    void r07_r23_oneThatRunsOutJustBeforeIsLost() {
        make(warming().probeTimeout(Duration.ofNanos(28_999_999_999L)));
        fail(2);
        pass(31);
        begin();
        pass(300);
        assertThat(metrics().recentTransitions())
                .extracting(change -> change.cause().name())
                .containsExactly("WARMED_UP", "PROBE_TIMEOUT", "RESET_TIMEOUT", "ERROR_THRESHOLD");
    }

    @Test
    void r17_r23_newSettingsBesideTheFirstCallDoNotBeginItAgain() {
        environment.meanwhile(() -> breaker.apply(warming().errorThreshold(7).build()));
        succeed();
        pass(59);
        succeed();
        assertThat(metrics().mode()).isEqualTo(Mode.OBSERVE);
        pass(1);
        assertThat(metrics().mode()).isEqualTo(Mode.ENFORCE);
    }
}
