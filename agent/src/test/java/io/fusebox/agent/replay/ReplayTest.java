package io.fusebox.agent.replay;

import static io.fusebox.agent.replay.TestTraffic.MILLI;
import static io.fusebox.agent.replay.TestTraffic.error;
import static io.fusebox.agent.replay.TestTraffic.every;
import static io.fusebox.agent.replay.TestTraffic.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.TransitionCause;
import io.fusebox.Window;
import io.fusebox.agent.replay.TestTraffic.Made;
import io.fusebox.internal.engine.BreakerId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The figures of each traffic are counted by hand: they must match exactly. */
class ReplayTest {
    @Test
    void anOutageOpensAndEachFailedProbeOpensAgain() {
        CallLog log = every(100, 90_000, start -> start >= 10_000 && start < 70_000 ? error(10) : success(10));
        Replay replay = Replay.of(log, settings().build());
        // Errors that end at 10.01 ... 10.41; probes at 40.5, 70.6 and 70.7.
        assertThat(replay.figures()).isEqualTo(new Figures(900, 600, 2, 2 * 30_090 * MILLI, 600, 6, 6));
        assertThat(replay.openings()).extracting(Opening::at).containsExactly(10_410 * MILLI, 40_510 * MILLI);
        assertThat(replay.openings())
                .extracting(Opening::cause)
                .containsExactly(TransitionCause.ERROR_THRESHOLD, TransitionCause.PROBE_FAILED);
        assertThat(replay.openings()).extracting(Opening::rejected).containsExactly(300L, 300L);
        assertThat(replay.openings()).extracting(Opening::rejectedSuccesses).containsExactly(0L, 6L);
        assertThat(replay.closings()).containsExactly(70_710 * MILLI);
        List<Outage> outages = Outage.of(log);
        assertThat(outages).containsExactly(new Outage(10_010 * MILLI, 69_910 * MILLI, true));
        assertThat(Reaction.of(outages, replay))
                .isEqualTo(new Reaction(1, 1, OptionalLong.of(400 * MILLI), OptionalLong.of(800 * MILLI)));
    }

    @Test
    void blipsAndBackgroundErrorsOpenNothingAndAreNoOutage() {
        CallLog log = every(100, 100_000, start -> start % 5_000 < 300 || start % 1_900 == 0 ? error(10) : success(10));
        Replay replay = Replay.of(log, settings().build());
        assertThat(replay.figures().openings()).isZero();
        assertThat(replay.figures().rejected()).isZero();
        assertThat(replay.figures().errorsLetThrough()).isEqualTo(log.errors()).isPositive();
        assertThat(Outage.of(log)).isEmpty();
        assertThat(Reaction.of(List.of(), replay))
                .isEqualTo(new Reaction(0, 0, OptionalLong.empty(), OptionalLong.empty()));
    }

    @Test
    void everySecondCallAnErrorIsForARate() {
        CallLog log = every(100, 30_000, start -> start > 10_000 && start / 100 % 2 == 1 ? error(10) : success(10));
        CircuitBreakerSettings.Builder rate = settings()
                .errorRateThreshold(50)
                .window(new Window.Calls(20))
                .minimumCalls(20)
                .resetTimeout(Duration.ofHours(1));
        assertThat(Replay.of(log, settings().build()).figures().openings()).isZero();
        Replay replay = Replay.of(log, rate.build());
        // The tenth error of twenty calls began at 11.9.
        assertThat(replay.openings()).singleElement().satisfies(opening -> {
            assertThat(opening.at()).isEqualTo(11_910 * MILLI);
            assertThat(opening.cause()).isEqualTo(TransitionCause.ERROR_RATE);
            assertThat(opening.reason()).isEqualTo("10 errors in 20 calls");
            assertThat(opening.until()).isEqualTo(log.end());
        });
        assertThat(replay.figures()).isEqualTo(new Figures(300, 100, 1, log.end() - 11_910 * MILLI, 180, 90, 10));
    }

    @Test
    void r21_slowCallsCountWhenTheyHaveLastedTooLongNotWhenTheyEnd() {
        CallLog log = every(100, 12_000, start -> start >= 10_000 ? success(900) : success(10));
        Replay replay = Replay.of(
                log,
                settings()
                        .slowCallDuration(Duration.ofMillis(500))
                        .slowCallRateThreshold(50)
                        .window(new Window.Calls(10))
                        .minimumCalls(10)
                        .build());
        // The fifth of the last ten began at 10.4. Those of 11.0 to 11.9 are rejected.
        assertThat(replay.openings()).singleElement().satisfies(opening -> {
            assertThat(opening.at()).isEqualTo(10_900 * MILLI + 1);
            assertThat(opening.cause()).isEqualTo(TransitionCause.SLOW_CALL_RATE);
        });
        assertThat(replay.figures().rejected()).isEqualTo(10);
        assertThat(replay.figures().rejectedSuccesses()).isEqualTo(10);
    }

    @Test
    void r05_overlappingCallsGoOnInTheOrderOfTime() {
        CallLog log = every(10, 4_000, start -> start >= 1_000 && start < 3_000 ? error(50) : success(50));
        Replay replay =
                Replay.of(log, settings().resetTimeout(Duration.ofSeconds(1)).build());
        // It opens at 1.09, with four errors under way. Probes at 2.09, 3.14 and 3.19.
        assertThat(replay.openings()).extracting(Opening::at).containsExactly(1_090 * MILLI, 2_140 * MILLI);
        assertThat(replay.closings()).containsExactly(3_240 * MILLI);
        assertThat(replay.figures()).isEqualTo(new Figures(400, 200, 2, 2_000 * MILLI, 212, 22, 10));
    }

    @Test
    void r07_aProbeIsLostAtTheMomentItsTimeIsOver() {
        CallLog log =
                every(100, 4_000, start -> start < 500 ? error(10) : start == 1_500 ? success(2_000) : success(10));
        Replay replay = Replay.of(
                log,
                settings()
                        .resetTimeout(Duration.ofSeconds(1))
                        .probeTimeout(Duration.ofMillis(250))
                        .build());
        assertThat(replay.openings()).extracting(Opening::at).containsExactly(410 * MILLI, 1_750 * MILLI);
        assertThat(replay.openings().get(1).cause()).isEqualTo(TransitionCause.PROBE_TIMEOUT);
        assertThat(replay.closings()).containsExactly(2_910 * MILLI);
    }

    @Test
    void r08_r09_ignoredCallsActAsSuccessesAndCancelledOnesAsNothing() {
        Made ignored = new Made(10, CallLog.IGNORED);
        Made cancelled = new Made(10, CallLog.CANCELLED);
        CallLog calm = every(100, 10_000, start -> start % 500 == 0 ? ignored : error(10));
        assertThat(Replay.of(calm, settings().build()).figures().openings()).isZero();
        CallLog sick = every(100, 1_000, start -> start % 200 == 0 ? cancelled : error(10));
        Replay replay = Replay.of(sick, settings().build());
        assertThat(replay.openings()).extracting(Opening::at).containsExactly(910 * MILLI);
        CallLog rejected = every(100, 2_000, start -> start < 500 ? error(10) : start < 1_000 ? ignored : cancelled);
        assertThat(Replay.of(rejected, settings().build()).figures().rejectedSuccesses())
                .isEqualTo(5);
    }

    @Test
    void r22_aBreakerThatRecoversAdmitsAGrowingShare() {
        CallLog log = every(100, 12_000, start -> start < 500 ? error(10) : success(10));
        Replay replay = Replay.of(
                log,
                settings()
                        .resetTimeout(Duration.ofSeconds(1))
                        .recovery(Duration.ofSeconds(8))
                        .build());
        assertThat(replay.figures().openings()).isEqualTo(1);
        // Ten in the wait, and about half of the eighty in the recovery.
        assertThat(replay.figures().rejected()).isBetween(45L, 55L);
        assertThat(replay.closings()).hasSize(1);
    }

    @Test
    void modeAndWhatJudgesExceptionsChangeNothing() {
        CallLog log = every(100, 60_000, start -> start >= 10_000 ? error(10) : success(10));
        CircuitBreakerSettings odd = settings()
                .mode(Mode.OBSERVE)
                .ignoreExceptions(List.of("java.lang.Throwable"))
                .resetTimeoutJitter(50)
                .build();
        assertThat(Replay.of(log, odd).figures())
                .isEqualTo(Replay.of(log, settings().build()).figures());
    }

    @Test
    void callsThatTouchInTimeAreNoOverlap() {
        CallLog log = new CallLog(BreakerId.of("payments"), "");
        for (int i = 9; i >= 0; i--) {
            log.add(i * MILLI, (i + 1) * MILLI, CallLog.ERROR);
        }
        log.close();
        Replay replay = Replay.of(log, settings().build());
        assertThat(replay.figures().errorsLetThrough()).isEqualTo(5);
        assertThat(replay.openings()).extracting(Opening::at).containsExactly(5 * MILLI);
    }

    @Test
    void callsThatTakeNoTimeHaveAnEnd() {
        CallLog log = every(1, 10, start -> error(0));
        assertThat(Replay.of(log, settings().build()).figures().errorsLetThrough())
                .isEqualTo(5);
    }

    @Test
    void whereManyOutcomesAreUnknownNothingIsConcluded() {
        CallLog log = new CallLog(BreakerId.of("payments"), "");
        for (int i = 0; i < 90; i++) {
            log.add(i, i + 1, CallLog.SUCCESS);
        }
        for (int i = 0; i < 10; i++) {
            log.addUnknown();
        }
        assertThat(Doubt.isTooMuchUnknown(log)).isFalse();
        log.addUnknown();
        assertThat(Doubt.isTooMuchUnknown(log)).isTrue();
    }

    @Test
    void aMillionCallsTakeLessThanFiveSeconds() {
        CallLog log = every(
                1, 1_000_000, start -> start / 10_000 % 10 == 9 ? error(3) : start % 97 == 0 ? error(40) : success(3));
        long begin = System.nanoTime();
        Figures figures = Replay.of(log, settings().build()).figures();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(figures.calls()).isEqualTo(1_000_000);
        assertThat(figures.openings()).isPositive();
    }

    private static CircuitBreakerSettings.Builder settings() {
        return CircuitBreakerSettings.builder();
    }
}
