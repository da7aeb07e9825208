package io.fusebox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BasicCallsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Registry registry = new Registry(ticker);
    private final Breaker breaker = registry.breaker("payments", CircuitBreakerSettings.defaults());

    @AfterEach
    void nothingWentWrongInside() {
        assertThat(registry.faults().last()).isNull();
    }

    @Test
    void r01_r02_r03_fiveErrorsOpenAndTwoProbesCloseAgain() throws Exception {
        assertThat(breaker.<String, RuntimeException>call(() -> "ok")).isEqualTo("ok");
        for (int i = 0; i < 5; i++) {
            fail();
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThatThrownBy(() -> breaker.run(() -> {}))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessage("Circuit breaker 'payments' is OPEN: call not permitted, next probe in 30.0s; last error: "
                        + "java.io.IOException: refused");
        ticker.advance(Duration.ofSeconds(30));
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        breaker.run(() -> {});
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        breaker.run(() -> {});
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(5);
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(3);
        assertThat(breaker.metrics().totalRejectedCount()).isEqualTo(1);
        assertThat(breaker.metrics().activeCalls()).isZero();
        assertThat(breaker.metrics().recentTransitions())
                .extracting(t -> t.from() + " " + t.to() + " " + t.cause() + " " + t.reason())
                .containsExactly(
                        "HALF_OPEN CLOSED SUCCESS_THRESHOLD 2 consecutive successes",
                        "OPEN HALF_OPEN RESET_TIMEOUT the wait is over",
                        "CLOSED OPEN ERROR_THRESHOLD 5 consecutive errors");
    }

    private void fail() {
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new IOException("refused");
                }))
                .isInstanceOf(IOException.class);
    }
}
