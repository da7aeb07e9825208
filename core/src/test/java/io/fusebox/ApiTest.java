package io.fusebox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.internal.engine.FakeTicker;
import io.fusebox.internal.registry.Registry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The breaker as a program uses it, without the agent. */
class ApiTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Registry registry = new Registry(ticker);
    private final CircuitBreaker breaker = registry.breaker("external_api", CircuitBreakerSettings.defaults());

    @AfterEach
    void nothingWentWrongInside() throws InterruptedException {
        assertThat(registry.faults().last()).isNull();
        registry.events().stop(20_000);
    }

    @Test
    void ofGivesOneBreakerForAName() {
        CircuitBreaker one = CircuitBreaker.of("api-test.one");
        assertThat(CircuitBreaker.of("api-test.one")).isSameAs(one);
        assertThat(CircuitBreaker.of(
                        "api-test.one",
                        one.settings().toBuilder().errorThreshold(9).build()))
                .isSameAs(one);
        assertThat(one.name()).isEqualTo("api-test.one");
        assertThat(one.key()).isEmpty();
        assertThat(one.settings()).isEqualTo(CircuitBreakerSettings.defaults());
        assertThat(CircuitBreaker.of("api-test.two")).isNotSameAs(one);
    }

    @Test
    void callRunAndGetPassResultsOn() throws Exception {
        StringBuilder ran = new StringBuilder();
        assertThat(breaker.<String, IOException>call(() -> "called")).isEqualTo("called");
        assertThat(breaker.get(() -> "got")).isEqualTo("got");
        breaker.run(() -> ran.append("ran"));
        assertThat(ran).hasToString("ran");
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(3);
    }

    @Test
    void nothingToCallIsNoCall() {
        assertThatThrownBy(() -> breaker.call(null)).hasMessage("code");
        assertThatThrownBy(() -> breaker.run(null)).hasMessage("code");
        assertThatThrownBy(() -> breaker.get(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> breaker.callAsync(null)).hasMessage("code");
        assertThatThrownBy(() -> breaker.addListener(null)).hasMessage("listener");
        assertThatThrownBy(() -> breaker.apply(null)).hasMessage("settings");
        assertThatThrownBy(() -> CircuitBreaker.of(null)).hasMessage("name");
        assertThatThrownBy(() -> CircuitBreaker.of("api-test.none", null)).hasMessage("settings");
        assertThat(breaker.metrics().totalErrorCount()).isZero();
    }

    @Test
    void callRunAndGetPassExceptionsOn() {
        IOException checked = new IOException("refused");
        IllegalStateException unchecked = new IllegalStateException("broken");
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw checked;
                }))
                .isSameAs(checked);
        assertThatThrownBy(() -> breaker.run(() -> {
                    throw unchecked;
                }))
                .isSameAs(unchecked);
        assertThatThrownBy(() -> breaker.get(() -> {
                    throw unchecked;
                }))
                .isSameAs(unchecked);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(3);
        assertThat(breaker.metrics().activeCalls()).isZero();
    }

    @Test
    void aRejectedCallDoesNotRun() {
        breaker.transitionToForcedOpen();
        assertThatThrownBy(() -> breaker.call(() -> fail("ran"))).isInstanceOf(CircuitOpenException.class);
        assertThatThrownBy(() -> breaker.run(() -> fail("ran"))).isInstanceOf(CircuitOpenException.class);
        assertThatThrownBy(() -> breaker.get(() -> fail("ran"))).isInstanceOf(CircuitOpenException.class);
        assertThatThrownBy(breaker::enter).isInstanceOf(CircuitOpenException.class);
        CompletableFuture<String> stage = breaker.callAsync(() -> CompletableFuture.completedFuture(fail("ran")))
                .toCompletableFuture();
        assertThat(stage).isCompletedExceptionally();
        assertThatThrownBy(stage::join).hasCauseInstanceOf(CircuitOpenException.class);
        assertThat(breaker.metrics().totalRejectedCount()).isEqualTo(5);
    }

    private static String fail(String message) {
        throw new AssertionError(message);
    }

    @Test
    void callAsyncReturnsTheVeryStageAndEndsWithIt() {
        CompletableFuture<String> future = new CompletableFuture<>();
        CompletionStage<String> returned = breaker.callAsync(() -> future);
        assertThat(returned).isSameAs(future);
        assertThat(breaker.metrics().activeCalls()).isEqualTo(1);
        future.complete("body");
        assertThat(breaker.metrics().activeCalls()).isZero();
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(1);
        var done = breaker.callAsync(() -> CompletableFuture.completedFuture("at once"));
        assertThat(done.toCompletableFuture()).isCompletedWithValue("at once");
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void aStageThatFailsOrIsCancelledIsWhatItIs() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> derived = source.thenApply(body -> body);
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        assertThat(breaker.callAsync(() -> derived)).isSameAs(derived);
        assertThat(breaker.callAsync(() -> cancelled)).isSameAs(cancelled);
        source.completeExceptionally(new IOException("refused"));
        cancelled.cancel(true);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(1);
        assertThat(breaker.metrics().lastErrorType()).contains("java.io.IOException");
        assertThat(breaker.metrics().totalCancelledCount()).isEqualTo(1);
        assertThatThrownBy(() -> breaker.callAsync(() -> {
                    throw new IllegalStateException("before there was a stage");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(2);
        assertThat(breaker.metrics().activeCalls()).isZero();
    }

    @Test
    void theBlockFormSaysHowItEnds() {
        try (Call call = breaker.enter()) {
            call.success();
        }
        try (Call call = breaker.enter()) {
            call.failure(new IOException("refused"));
        }
        try (Call call = breaker.enter()) {
            call.failure(new CancellationException());
        }
        try (Call call = breaker.enter()) {
            call.cancel();
        }
        try (Call call = breaker.enter()) {
            assertThat(call).as("closed without a word").isNotNull();
        }
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(1);
        assertThat(breaker.metrics().totalCancelledCount()).isEqualTo(3);
        assertThat(breaker.metrics().activeCalls()).isZero();
        breaker.enter().failure(null);
        assertThat(breaker.metrics().lastErrorMessage()).contains("failure without an exception");
    }

    @Test
    void rejectionsSayWhatTheyKnow() {
        breaker.transitionToOpen(Duration.ofMillis(12_300));
        assertMessage("OPEN: call not permitted");
        ticker.advance(Duration.ofMillis(12_299));
        assertMessage("OPEN: call not permitted");
        breaker.transitionToHalfOpen();
        Call probe = breaker.enter();
        assertThatThrownBy(() -> rejectedOnAnotherThread())
                .hasMessage("Circuit breaker 'external_api' is HALF_OPEN: call not permitted");
        probe.failure(new IOException("refused"));
        breaker.transitionToForcedOpen();
        assertMessage("FORCED_OPEN: call not permitted until an operator releases it;"
                + " last error: java.io.IOException: refused");
        breaker.transitionToClosed();
        breaker.enter().failure(new IllegalStateException());
        breaker.transitionToForcedOpen();
        assertMessage("FORCED_OPEN: call not permitted until an operator releases it;"
                + " last error: java.lang.IllegalStateException");
    }

    private void rejectedOnAnotherThread() throws Throwable {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> breaker.run(() -> {}));
        try {
            other.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause();
        }
    }

    private void assertMessage(String stateAndRest) {
        assertThatThrownBy(() -> breaker.run(() -> {}))
                .hasMessage("Circuit breaker 'external_api' is " + stateAndRest)
                .isInstanceOfSatisfying(CircuitOpenException.class, rejection -> {
                    assertThat(rejection.breaker()).isEqualTo("external_api");
                    assertThat(rejection.getStackTrace()).isEmpty();
                });
    }

    @Test
    void rejectionsCarryTheirStackTraceIfToldTo() {
        breaker.transitionToForcedOpen();
        registry.stackTraces(true);
        assertThatThrownBy(() -> breaker.run(() -> {}))
                .satisfies(rejection -> assertThat(rejection.getStackTrace()).isNotEmpty());
    }

    @Test
    void theLastErrorIsKeptAsTextAndCut() {
        breaker.enter().failure(new IOException("x".repeat(501)));
        assertThat(breaker.metrics().lastErrorMessage()).contains("x".repeat(500) + "...");
        breaker.enter().failure(new IOException("x".repeat(500)));
        assertThat(breaker.metrics().lastErrorMessage()).contains("x".repeat(500));
        assertThat(breaker.metrics().lastErrorTime()).isPresent();
        breaker.enter().failure(new IOException());
        assertThat(breaker.metrics().lastErrorMessage()).isEmpty();
    }

    @Test
    void metricsAreTheStateAtOneMoment() {
        CircuitBreakerMetrics before = breaker.metrics();
        breaker.run(() -> {});
        assertThat(before.totalSuccessCount()).isZero();
        assertThat(before.name()).isEqualTo("external_api");
        assertThat(before.key()).isEqualTo(Optional.empty());
        assertThat(before.state()).isEqualTo(State.CLOSED);
        assertThat(before.stateSince()).isBeforeOrEqualTo(java.time.Instant.now());
        assertThat(before.recentTransitions()).isEmpty();
        for (int i = 0; i < 15; i++) {
            breaker.transitionToForcedOpen();
            breaker.transitionToClosed();
        }
        List<Transition> recent = breaker.metrics().recentTransitions();
        assertThat(recent).hasSize(20);
        assertThat(recent.get(0).to()).isEqualTo(State.CLOSED);
        assertThat(recent.get(0).breaker()).isEqualTo("external_api");
        assertThat(breaker.metrics().stateSince().toEpochMilli())
                .isEqualTo(recent.get(0).at().toEpochMilli());
        assertThatThrownBy(recent::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void stateCodesAreForEver() {
        assertThat(State.values()).extracting(State::code).containsExactly(0, 1, 2, 3, 4);
        assertThat(State.values())
                .extracting(State::name)
                .containsExactly("CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN", "FORCED_CLOSED");
    }
}
