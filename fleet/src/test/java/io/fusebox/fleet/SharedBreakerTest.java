package io.fusebox.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a JVM asks the fleet for a lease; the answers are the test's. */
class SharedBreakerTest {
    private static final int LEASE = 4;
    private static final Duration WAIT = Duration.ofSeconds(5);

    private long nanos = 1;
    private final Registry registry = new Registry(() -> nanos);
    private final Breaker bank = registry.breaker(
            "bank",
            CircuitBreakerSettings.builder()
                    .errorThreshold(1)
                    .successThreshold(1)
                    .resetTimeout(WAIT)
                    .build());
    private final SharedBreaker shared = new SharedBreaker(bank);

    @BeforeEach
    void openAndWait() {
        assertThatThrownBy(() -> bank.run(() -> {
                    throw new IllegalStateException("down");
                }))
                .isInstanceOf(IllegalStateException.class);
        poll(0);
        pass(WAIT.toSeconds() + 1);
    }

    @Test
    void r04_aJvmAsksForALeaseOnceACallIsRejected() {
        assertThat(poll(0)).isEqualTo("-");
        reject();
        assertThat(poll(10_000)).isEqualTo("w");
    }

    /** Its calls have ended; those of another JVM wait for the lease. */
    @Test
    void r04_aJvmThatLetsItsLeaseGoByLetsOthersGoFirst() {
        reject();
        poll(10_000);
        pass(10);
        poll(0);
        assertThat(poll(0)).isEqualTo("-");
        pass(3);
        assertThat(poll(10_000)).isEqualTo("w");
        pass(10);
        poll(0);
        pass(5);
        assertThat(poll(0)).as("twice as long").isEqualTo("-");
        pass(1);
        assertThat(poll(0)).isEqualTo("w");
    }

    @Test
    void r04_aJvmWhoseCallsAreRejectedAsksAtOnce() {
        reject();
        poll(10_000);
        pass(10);
        poll(0);
        assertThat(poll(0)).isEqualTo("-");
        reject();
        assertThat(poll(10_000)).isEqualTo("w");
        bank.run(() -> {});
        assertThat(bank.state()).isEqualTo(State.CLOSED);
    }

    /** The word about the lease that it tells; then it hears that it has one for so long. */
    private String poll(long leaseMillis) {
        String word = shared.tell(true, 0.5).get(LEASE);
        shared.hear(new Heard("", "", leaseMillis, 2, 1), nanos);
        return word;
    }

    private void reject() {
        poll(0);
        assertThatThrownBy(() -> bank.run(() -> {})).isInstanceOf(CircuitOpenException.class);
    }

    private void pass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
