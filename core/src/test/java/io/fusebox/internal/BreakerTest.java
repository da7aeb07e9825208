package io.fusebox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;

/** The words in which the tests of the rules speak. The breaker has the default settings until {@link #make}. */
abstract class BreakerTest {
    final TestEnvironment environment = new TestEnvironment();
    Breaker breaker = environment.breaker(settings().build());

    @AfterEach
    void nothingWentWrongInside() {
        assertThat(environment.faults).isEmpty();
    }

    /** The defaults, and {@code IllegalArgumentException} is ignored. */
    static CircuitBreakerSettings.Builder settings() {
        return CircuitBreakerSettings.builder().ignoreExceptions(List.of("java.lang.IllegalArgumentException"));
    }

    void make(CircuitBreakerSettings.Builder settings) {
        breaker = environment.breaker(settings.build());
    }

    static Duration seconds(double count) {
        return Duration.ofNanos((long) (count * 1e9));
    }

    void pass(double seconds) {
        environment.clock.advance(seconds(seconds));
    }

    // ---- whole calls ----

    void succeed() {
        breaker.run(() -> {});
    }

    void succeed(int times) {
        for (int i = 0; i < times; i++) {
            succeed();
        }
    }

    void succeedAfter(double seconds) {
        breaker.run(() -> pass(seconds));
    }

    void fail() {
        fail(new IOException("refused"));
    }

    void fail(int times) {
        for (int i = 0; i < times; i++) {
            fail();
        }
    }

    /** A call that throws; what comes out must be the very thing thrown. */
    void fail(Throwable thrown) {
        Throwable out = null;
        try {
            breaker.call(() -> {
                throw thrown;
            });
        } catch (Throwable any) {
            out = any;
        }
        assertThat(out).isSameAs(thrown);
    }

    void ignore() {
        fail(new IllegalArgumentException("no such account"));
    }

    void cancel() {
        fail(new CancellationException("gave up"));
    }

    CircuitOpenException reject() {
        CircuitOpenException rejection = catchThrowableOfType(CircuitOpenException.class, () -> breaker.run(() -> {}));
        assertThat(rejection).as("the call was not rejected").isNotNull();
        return rejection;
    }

    // ---- calls that overlap ----

    /** A call that goes on until it is ended. */
    Flight begin() {
        return new Flight(breaker);
    }

    static void succeed(Flight call) {
        end(call, Outcome.SUCCESS);
    }

    static void fail(Flight call) {
        end(call, Outcome.ERROR);
    }

    static void ignore(Flight call) {
        end(call, Outcome.IGNORED);
    }

    static void cancel(Flight call) {
        end(call, Outcome.CANCELLED);
    }

    static void end(Flight call, Outcome outcome) {
        call.end(outcome);
    }

    // ---- states ----

    /** Trips the breaker by errors, whatever its threshold. */
    void trip() {
        while (breaker.state() == State.CLOSED) {
            fail();
        }
        assertState(State.OPEN);
    }

    /** Lets the wait pass and begins the first probe. */
    Flight firstProbe() {
        environment.clock.advance(metrics().retryAfter().orElseThrow());
        Flight probe = begin();
        assertState(State.HALF_OPEN);
        return probe;
    }

    void moveTo(State state) {
        switch (state) {
            case CLOSED -> breaker.transitionToClosed();
            case OPEN -> breaker.transitionToOpen();
            case HALF_OPEN -> breaker.transitionToHalfOpen();
            case FORCED_OPEN -> breaker.transitionToForcedOpen();
            case FORCED_CLOSED -> breaker.transitionToForcedClosed();
        }
    }

    void assertState(State state) {
        assertThat(breaker.state()).isEqualTo(state);
    }

    CircuitBreakerMetrics metrics() {
        return breaker.metrics();
    }

    /** The newest change of state: {@code CLOSED > OPEN: ERROR_THRESHOLD, 5 consecutive errors}. */
    String lastChange() {
        var change = metrics().recentTransitions().get(0);
        return change.from() + " > " + change.to() + ": " + change.cause() + ", " + change.reason();
    }
}
