package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OPEN: the wait, how it grows, and by which clock (R2, R13, R16). */
class WaitTest extends BreakerTest {
    @Test
    void r02_openLastsTheResetTimeoutAndTheFirstCallAfterItIsAProbe() {
        trip();
        assertThat(metrics().retryAfter()).contains(seconds(30));
        pass(29.999_999_999);
        CircuitOpenException rejection = reject();
        assertThat(rejection.retryAfter()).isEqualTo(Duration.ofNanos(1));
        assertThat(rejection.state()).isEqualTo(State.OPEN);
        pass(0.000_000_001);
        begin();
        assertState(State.HALF_OPEN);
        assertThat(lastChange()).isEqualTo("OPEN > HALF_OPEN: RESET_TIMEOUT, the wait is over");
        reject();
    }

    @Test
    void r02_untilACallArrivesTheStateReadsOpenAndTheRestOfTheWaitZero() {
        trip();
        pass(3_600);
        assertState(State.OPEN);
        assertThat(metrics().state()).isEqualTo(State.OPEN);
        assertThat(metrics().retryAfter()).contains(Duration.ZERO);
        succeed();
        assertState(State.HALF_OPEN);
        assertThat(metrics().retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 4, 4, 4", "2, 4, 8, 16, 20", "1.5, 4, 6, 9, 13.5", "1000000, 4, 20, 20, 20"})
    void r13_theWaitGrowsWithEachOpeningInARow(double factor, double w1, double w2, double w3, double w4) {
        make(settings()
                .resetTimeout(seconds(4))
                .resetTimeoutMultiplier(factor)
                .resetTimeoutMax(seconds(20))
                .successThreshold(1));
        trip();
        for (double wait : new double[] {w1, w2, w3, w4}) {
            assertThat(metrics().retryAfter()).contains(seconds(wait));
            fail(firstProbe());
        }
        assertThat(metrics().openCount()).isEqualTo(5);
        succeed(firstProbe());
        assertState(State.CLOSED);
        trip();
        assertThat(metrics().retryAfter()).as("it starts over once closed").contains(seconds(w1));
    }

    @Test
    void r13_theHundredthOpeningWaitsAsLongAsAllowed() {
        make(settings().resetTimeoutMultiplier(1_000));
        trip();
        for (int i = 0; i < 200; i++) {
            fail(firstProbe());
        }
        assertThat(metrics().retryAfter()).contains(Duration.ofMinutes(10));
    }

    @Test
    void r13_theLimitOfGrowthIsNeverBelowTheResetTimeoutItself() {
        make(settings().resetTimeout(Duration.ofMinutes(15)));
        trip();
        assertThat(metrics().retryAfter()).contains(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @CsvSource({"0, 24", "0.25, 27", "0.5, 30", "1, 36"})
    void r13_jitterSpreadsTheWaitToBothSides(double luck, double wait) {
        make(settings().resetTimeoutJitter(20));
        environment.spread = luck;
        trip();
        assertThat(metrics().retryAfter()).contains(seconds(wait));
    }

    @Test
    void r13_fullJitterLeavesAWaitOfAtLeastANanosecond() {
        make(settings().resetTimeoutJitter(100));
        environment.spread = 0;
        trip();
        assertThat(metrics().retryAfter()).contains(Duration.ofNanos(1));
    }

    @Test
    void r16_theMonotonicClockMayWrapAroundDuringAWait() {
        // FakeTicker begins one millisecond before the overflow.
        trip();
        pass(1);
        assertThat(reject().retryAfter()).isEqualTo(seconds(29));
        pass(29);
        succeed();
        assertState(State.HALF_OPEN);
    }

    @Test
    void r16_nothingButTheTickerDecides() {
        // The wall clock runs on between these lines, the ticker stands still: not a nanosecond of the wait is over.
        trip();
        Duration before = reject().retryAfter();
        long wall = System.currentTimeMillis();
        while (System.currentTimeMillis() - wall < 3) {
            Thread.onSpinWait();
        }
        assertThat(reject().retryAfter()).isEqualTo(before);
    }
}
