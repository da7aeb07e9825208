package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.internal.registry.Breaker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;

/** The words in which the tests of the rules speak. The breaker has the default settings until {@link #make}. */
public abstract class BreakerTest {
    public final TestEnvironment environment = new TestEnvironment();
    public Breaker breaker = environment.breaker(settings().build());

    @AfterEach
    public void nothingWentWrongInside() {
        assertThat(environment.faults).isEmpty();
    }

    /** The defaults, and {@code IllegalArgumentException} is ignored. */
    public static CircuitBreakerSettings.Builder settings() {
        return CircuitBreakerSettings.builder().ignoreExceptions(List.of("java.lang.IllegalArgumentException"));
    }

    public void make(CircuitBreakerSettings.Builder settings) {
        breaker = environment.breaker(settings.build());
    }

    public static Duration seconds(double count) {
        return Duration.ofNanos((long) (count * 1e9));
    }

    public void pass(double seconds) {
        environment.clock.advance(seconds(seconds));
    }

    // ---- whole calls ----

    public void succeed() {
        breaker.run(() -> {});
    }

    public void succeed(int times) {
        for (int i = 0; i < times; i++) {
            succeed();
        }
    }

    public void succeedAfter(double seconds) {
        breaker.run(() -> pass(seconds));
    }

    public void fail() {
        fail(new IOException("refused"));
    }

    public void fail(int times) {
        for (int i = 0; i < times; i++) {
            fail();
        }
    }

    /** A call that throws; what comes out must be the very thing thrown. */
    public void fail(Throwable thrown) {
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

    public void ignore() {
        fail(new IllegalArgumentException("no such account"));
    }

    public void cancel() {
        fail(new CancellationException("gave up"));
    }

    public CircuitOpenException reject() {
        CircuitOpenException rejection = catchThrowableOfType(CircuitOpenException.class, () -> breaker.run(() -> {}));
        assertThat(rejection).as("the call was not rejected").isNotNull();
        return rejection;
    }

    // ---- calls that overlap ----

    /** A call that goes on until it is ended. */
    public Flight begin() {
        return new Flight(breaker);
    }

    public static void succeed(Flight call) {
        end(call, Outcome.SUCCESS);
    }

    public static void fail(Flight call) {
        end(call, Outcome.ERROR);
    }

    public static void ignore(Flight call) {
        end(call, Outcome.IGNORED);
    }

    public static void cancel(Flight call) {
        end(call, Outcome.CANCELLED);
    }

    public static void end(Flight call, Outcome outcome) {
        call.end(outcome);
    }

    // ---- states ----

    /** Trips the breaker by errors, whatever its threshold. */
    public void trip() {
        while (breaker.state() == State.CLOSED) {
            fail();
        }
        assertState(State.OPEN);
    }

    /** Lets the wait pass and begins the first probe. */
    public Flight firstProbe() {
        environment.clock.advance(metrics().retryAfter().orElseThrow());
        Flight probe = begin();
        assertState(State.HALF_OPEN);
        return probe;
    }

    public void moveTo(State state) {
        switch (state) {
            case CLOSED -> breaker.transitionToClosed();
            case OPEN -> breaker.transitionToOpen();
            case HALF_OPEN -> breaker.transitionToHalfOpen();
            case FORCED_OPEN -> breaker.transitionToForcedOpen();
            case FORCED_CLOSED -> breaker.transitionToForcedClosed();
        }
    }

    public void assertState(State state) {
        assertThat(breaker.state()).isEqualTo(state);
    }

    public CircuitBreakerMetrics metrics() {
        return breaker.metrics();
    }

    /** The newest change of state: {@code CLOSED > OPEN: ERROR_THRESHOLD, 5 consecutive errors}. */
    public String lastChange() {
        var change = metrics().recentTransitions().get(0);
        return change.from() + " > " + change.to() + ": " + change.cause() + ", " + change.reason();
    }
}
