package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stage that is complete has ended, although callbacks of the program still run that were added later than Fusebox's own,
 * and so come before it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What the callbacks do is what is looked at.
class StagesTest extends BreakerTest {
    private final List<CompletableFuture<String>> kept = new ArrayList<>();
    private final int watchedBefore = WatchedCalls.size();

    private CompletableFuture<String> call() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        kept.add(stage);
        return call(stage);
    }

    private CompletableFuture<String> call(CompletableFuture<String> stage) {
        return (CompletableFuture<String>) breaker.callAsync(() -> stage);
    }

    private boolean isRejected(CompletableFuture<String> stage) {
        try {
            return stage.isCompletedExceptionally() && stage.get() == null;
        } catch (ExecutionException | InterruptedException e) {
            return e.getCause() instanceof CircuitOpenException;
        }
    }

    @AfterEach
    void nothingIsWatchedAnyMore() {
        kept.forEach(stage -> stage.complete("late"));
        assertThat(WatchedCalls.size()).isLessThanOrEqualTo(watchedBefore);
    }

    @Test
    void r03_aCallChainedToASucceededProbeIsNotRejected() {
        make(settings().successThreshold(2));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> probe = call();
        assertThat(isRejected(call())).isTrue();
        List<CompletableFuture<String>> chained = new ArrayList<>();
        probe.thenAccept(result -> chained.add(call()));
        probe.complete("done");
        assertThat(isRejected(chained.get(0))).isFalse();
        chained.get(0).complete("done");
        assertState(State.CLOSED);
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r03_oneThatIsNotAsynchronousIsNotRejectedEither() {
        make(settings().successThreshold(2));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> probe = call();
        probe.thenRun(this::succeed);
        probe.complete("done");
        assertState(State.CLOSED);
    }

    @Test
    void r03_aCallChainedToAFailedProbeIsRejected() {
        breaker.transitionToHalfOpen();
        CompletableFuture<String> probe = call();
        List<CompletableFuture<String>> chained = new ArrayList<>();
        probe.exceptionally(thrown -> {
            chained.add(call());
            return "";
        });
        probe.completeExceptionally(new IOException("down"));
        assertThat(isRejected(chained.get(0))).isTrue();
        assertState(State.OPEN);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
    }

    @Test
    void r01_aCallRepeatedInACallbackOfTheOneThatOpensTheBreakerIsRejected() {
        make(settings().errorThreshold(2));
        fail();
        CompletableFuture<String> failed = call();
        List<CompletableFuture<String>> again = new ArrayList<>();
        failed.handle((result, thrown) -> again.add(call()));
        failed.completeExceptionally(new IOException("down"));
        assertThat(isRejected(again.get(0))).isTrue();
        assertState(State.OPEN);
        assertThat(metrics().totalErrorCount()).isEqualTo(2);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r01_ofManyUnderWayTheNewestAreLookedAt() {
        make(settings().errorThreshold(1));
        for (int i = 0; i < 100; i++) {
            call();
        }
        CompletableFuture<String> failed = call();
        List<CompletableFuture<String>> again = new ArrayList<>();
        failed.handle((result, thrown) -> again.add(call()));
        failed.completeExceptionally(new IOException("down"));
        assertThat(isRejected(again.get(0))).isTrue();
    }

    @Test
    void r07_aSucceededProbeIsNotLostWhileItsCallbackGoesOn() {
        make(settings().successThreshold(1).probeTimeout(seconds(1)));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> probe = call();
        probe.thenRun(() -> {
            pass(60);
            assertState(State.CLOSED);
        });
        probe.complete("done");
        assertThat(lastChange()).isEqualTo("HALF_OPEN > CLOSED: SUCCESS_THRESHOLD, 1 consecutive success");
        assertThat(metrics().totalLateCount()).isZero();
    }

    @Test
    void r07_norWhenTheNextCallFindsItInsteadOfALook() {
        make(settings().successThreshold(1).probeTimeout(seconds(1)));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> probe = call();
        probe.thenRun(() -> {
            pass(60);
            succeed();
        });
        probe.complete("done");
        assertState(State.CLOSED);
        assertThat(metrics().totalLateCount()).isZero();
    }

    @Test
    void r07_aProbeThatEndsAfterItsTimeIsLostIfItWasLookedAtInBetween() {
        make(settings().probeTimeout(seconds(1)));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> probe = call();
        pass(2);
        WatchedCalls.look();
        probe.complete("done");
        assertState(State.OPEN);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }

    @Test
    void r12_theTimeOfACallIsThatOfItsStage() {
        make(settings().slowCallDuration(seconds(1)).slowCallRateThreshold(50));
        CompletableFuture<String> stage = call();
        pass(0.9);
        WatchedCalls.look();
        stage.thenRun(() -> {
            pass(0.2);
            WatchedCalls.look();
            pass(60);
        });
        stage.complete("done");
        assertThat(metrics().totalSlowCount()).isZero();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r12_aSlowStageIsSlow() {
        make(settings().slowCallDuration(seconds(1)).slowCallRateThreshold(50));
        CompletableFuture<String> stage = call();
        pass(1.1);
        WatchedCalls.look();
        stage.thenRun(() -> {
            pass(60);
            WatchedCalls.look();
        });
        stage.complete("done");
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        stage = call();
        pass(1.1);
        stage.complete("done");
        assertThat(metrics().totalSlowCount()).isEqualTo(2);
    }

    @Test
    void r12_aFailedProbeIsNotLateAndNotSlow() {
        make(settings().slowCallDuration(seconds(1)).slowCallRateThreshold(50).probeTimeout(seconds(5)));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> stage = call();
        stage.exceptionally(thrown -> {
            pass(60);
            WatchedCalls.look();
            return "";
        });
        stage.completeExceptionally(new IOException("down"));
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
        assertThat(metrics().totalSlowCount()).isZero();
    }

    @Test
    void r09_aCancelledStageIsCancelled() {
        breaker.transitionToHalfOpen();
        CompletableFuture<String> stage = call();
        stage.exceptionally(thrown -> {
            breaker.run(() -> {});
            return "";
        });
        stage.cancel(true);
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r06_aStageThatHasEndedEndsTheCallAtOnce() {
        call(CompletableFuture.completedFuture("done"));
        call(CompletableFuture.failedFuture(new IOException("down")));
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r06_aStageThatCannotBeAskedEndsTheCallWhenItTells() {
        make(settings().probeTimeout(seconds(1)));
        breaker.transitionToHalfOpen();
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> minimal = source.minimalCompletionStage();
        assertThat((Object) breaker.callAsync(() -> minimal)).isSameAs(minimal);
        WatchedCalls.look();
        source.complete("done");
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r15_aStageThatFailsWhenAskedEndsTheCallWhenItTells(boolean later) {
        breaker.transitionToHalfOpen();
        CompletableFuture<String> stage = new CompletableFuture<>() {
            private int asked;

            @Override
            public boolean isDone() {
                if (++asked > (later ? 1 : 0)) {
                    throw new IllegalStateException("not now");
                }
                return super.isDone();
            }
        };
        assertThat(call(stage)).isSameAs(stage);
        assertThat(isRejected(call())).isTrue();
        assertThat(environment.takeFaults())
                .containsExactly("asking a stage of payments: java.lang.IllegalStateException: not now");
        stage.complete("done");
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void aDroppedStageIsNotKept() {
        breaker.transitionToHalfOpen();
        breaker.callAsync(CompletableFuture::new);
        await().untilAsserted(() -> {
            System.gc();
            WatchedCalls.look();
            assertThat(WatchedCalls.size()).isZero();
        });
    }
}
