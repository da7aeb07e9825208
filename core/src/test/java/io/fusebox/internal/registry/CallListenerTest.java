package io.fusebox.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.Call;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.internal.engine.Environment.CallListener;
import io.fusebox.internal.engine.FakeTicker;
import io.fusebox.internal.engine.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallListenerTest {
    private final FakeTicker clock = new FakeTicker();
    private final Registry registry = new Registry(clock);
    private final Breaker breaker = registry.breaker("payments", CircuitBreakerSettings.defaults());
    private final List<String> received = new ArrayList<>();

    @Test
    void eachRejectionIsReported() {
        registry.listener((name, state, retryAfterNanos) -> received.add(name + " " + state + " " + retryAfterNanos));
        breaker.transitionToOpen(Duration.ofSeconds(2));
        call();
        breaker.transitionToForcedOpen();
        call();
        assertThat(received).hasSize(2);
        assertThat(received.get(0)).isEqualTo("payments OPEN 2000000000");
        assertThat(received.get(1)).startsWith("payments FORCED_OPEN ");
    }

    @Test
    void aCallThatWasNotRejectedIsNotReported() {
        registry.listener((name, state, retryAfterNanos) -> received.add(name));
        breaker.apply(breaker.settings().toBuilder().mode(Mode.OBSERVE).build());
        breaker.transitionToForcedOpen();
        breaker.run(() -> {});
        assertThat(received).isEmpty();
    }

    @Test
    void r15_aListenerThatFailsChangesNoRejection() {
        registry.listener((name, state, retryAfterNanos) -> {
            throw new IllegalStateException("full");
        });
        breaker.transitionToForcedOpen();
        call();
        assertThat(registry.faults().count()).isEqualTo(1);
        registry.listener(null);
        call();
        assertThat(registry.faults().count()).isEqualTo(1);
    }

    @Test
    void eachEndIsReportedToAListenerThatWantsIt() {
        Ends ends = new Ends();
        registry.listener(ends);
        breaker.run(() -> clock.advance(Duration.ofMillis(1)));
        breaker.followListener();
        breaker.run(() -> clock.advance(Duration.ofMillis(2)));
        fail(3);
        Call block = breaker.enter();
        clock.advance(Duration.ofMillis(4));
        block.cancel();
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletionStage<String> unused = breaker.callAsync(() -> stage);
        clock.advance(Duration.ofMillis(5));
        assertThat(received).hasSize(3);
        stage.complete("done");
        assertThat(received)
                .containsExactly(
                        "payments SUCCESS 2000000",
                        "payments ERROR 3000000",
                        "payments CANCELLED 4000000",
                        "payments SUCCESS 5000000");
        ends.wanted = false;
        breaker.followListener();
        breaker.run(() -> {});
        assertThat(received).hasSize(4);
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(4);
    }

    @Test
    void r17_aListenerKeepsStateAndCounters() {
        for (int i = 0; i < 4; i++) {
            fail(1);
        }
        Ends ends = new Ends();
        registry.listener(ends);
        breaker.followListener();
        assertThat(breaker.metrics().consecutiveErrorCount()).isEqualTo(4);
        fail(1);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        registry.listener(null);
        breaker.followListener();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(5);
    }

    @Test
    void r20_aCallThatWouldHaveBeenRejectedIsReportedAsThat() {
        registry.listener(new Ends());
        breaker.apply(breaker.settings().toBuilder().mode(Mode.OBSERVE).build());
        breaker.transitionToForcedOpen();
        breaker.run(() -> clock.advance(Duration.ofMillis(7)));
        assertThat(received).containsExactly("payments SUCCESS 7000000 observed");
    }

    @Test
    void r03_probesAreReportedWithTheirDuration() {
        registry.listener(new Ends());
        breaker.followListener();
        breaker.transitionToHalfOpen();
        breaker.run(() -> clock.advance(Duration.ofMillis(2)));
        breaker.run(() -> clock.advance(Duration.ofMillis(3)));
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(received).containsExactly("payments SUCCESS 2000000", "payments SUCCESS 3000000");
    }

    @Test
    void r15_aListenerThatFailsChangesNoEnd() {
        Ends ends = new Ends();
        ends.fault = new IllegalStateException("full");
        registry.listener(ends);
        breaker.followListener();
        breaker.run(() -> {});
        fail(1);
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(breaker.metrics().activeCalls()).isZero();
        assertThat(registry.faults().count()).isEqualTo(2);
    }

    private void fail(int millis) {
        assertThatThrownBy(() -> breaker.run(() -> {
                    clock.advance(Duration.ofMillis(millis));
                    throw new IllegalStateException("down");
                }))
                .hasMessage("down");
    }

    /** Wants to know how calls end. */
    private final class Ends implements CallListener {
        boolean wanted = true;

        @Nullable
        RuntimeException fault;

        @Override
        public void rejected(String name, State state, long retryAfterNanos) {
            received.add(name + " REJECTED");
        }

        @Override
        public boolean wantsEnds() {
            return wanted;
        }

        @Override
        public void ended(String name, Outcome outcome, long nanos, boolean observed) {
            received.add(name + ' ' + outcome + ' ' + nanos + (observed ? " observed" : ""));
            if (fault != null) {
                throw fault;
            }
        }
    }

    private void call() {
        assertThatThrownBy(() -> breaker.run(() -> {})).isInstanceOf(CircuitOpenException.class);
    }
}
