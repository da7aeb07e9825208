package io.fusebox.internal.jmx;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.internal.jmx.open.OpenOperation;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.text.DurationText;
import java.time.Duration;
import java.util.OptionalInt;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.OpenMBeanParameterInfoSupport;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/** The operator's moves (R18), each answered by a sentence that says what it came to. */
final class BreakerOperations {
    private static final long MAX_SECONDS = CircuitBreakerSettings.MAX_DURATION.toSeconds();

    private BreakerOperations() {}

    static OpenMBeanOperationInfo[] describe() {
        OpenMBeanParameterInfo seconds = new OpenMBeanParameterInfoSupport(
                "seconds", "How long to stay open, in seconds, from 1 to " + MAX_SECONDS, SimpleType.LONG);
        return new OpenMBeanOperationInfo[] {
            OpenOperation.action("reset", "Clears counters, totals and last error, and closes the breaker"),
            OpenOperation.action("transitionToClosed", "Closes the breaker: calls are admitted; totals stay"),
            OpenOperation.action(
                    "transitionToOpen", "Opens the breaker for as long as its settings say, from now; totals stay"),
            OpenOperation.action(
                    "transitionToOpen", "Opens the breaker for the given time, from now; totals stay", seconds),
            OpenOperation.action(
                    "transitionToHalfOpen", "Lets probes through to find out whether the service works; totals stay"),
            OpenOperation.action(
                    "transitionToForcedOpen", "Rejects every call until an operator moves the breaker; totals stay"),
            OpenOperation.action(
                    "transitionToForcedClosed", "Admits every call until an operator moves the breaker; totals stay")
        };
    }

    static String perform(Breaker breaker, String operation, @Nullable Object[] parameters) {
        State before = breaker.state();
        State after =
                switch (operation) {
                    case "reset" -> {
                        breaker.reset();
                        yield State.CLOSED;
                    }
                    case "transitionToClosed" -> {
                        breaker.transitionToClosed();
                        yield State.CLOSED;
                    }
                    case "transitionToOpen" -> {
                        open(breaker, parameters);
                        yield State.OPEN;
                    }
                    case "transitionToHalfOpen" -> {
                        breaker.transitionToHalfOpen();
                        yield State.HALF_OPEN;
                    }
                    case "transitionToForcedOpen" -> {
                        breaker.transitionToForcedOpen();
                        yield State.FORCED_OPEN;
                    }
                    case "transitionToForcedClosed" -> {
                        breaker.transitionToForcedClosed();
                        yield State.FORCED_CLOSED;
                    }
                    default -> throw new IllegalArgumentException("there is no operation " + operation);
                };
        String cleared = operation.equals("reset") ? "counters, totals and last error are cleared; " : "";
        return breaker.id() + " is now " + after + " (was " + before + "); " + cleared + meaning(after, breaker)
                + hint(breaker.settings().mode());
    }

    private static void open(Breaker breaker, @Nullable Object[] parameters) {
        if (parameters.length == 0) {
            breaker.transitionToOpen();
            return;
        }
        long seconds = Allowed.wholeNumber(
                "seconds", parameters[0], 1, MAX_SECONDS, "a whole number from 1 to " + MAX_SECONDS + " (365 days)");
        breaker.transitionToOpen(Duration.ofSeconds(seconds));
    }

    private static String meaning(State state, Breaker breaker) {
        CircuitBreakerSettings settings = breaker.settings();
        return switch (state) {
            case CLOSED -> closed(settings.errorThreshold());
            case OPEN -> "calls are rejected for " + rest(breaker.metrics()) + ", then a probe is let through.";
            case HALF_OPEN ->
                "at most " + settings.halfOpenCapacity() + " at a time are let through as probes, and "
                        + settings.successThreshold() + " good ones in a row close it.";
            case FORCED_OPEN -> "every call is rejected until an operator moves it.";
            case FORCED_CLOSED -> "every call is admitted until an operator moves it.";
        };
    }

    private static String closed(OptionalInt threshold) {
        return threshold.isEmpty()
                ? "calls are admitted."
                : "calls are admitted, and consecutive errors open it at " + threshold.getAsInt() + ".";
    }

    private static String rest(CircuitBreakerMetrics metrics) {
        long millis = metrics.retryAfter().orElse(Duration.ZERO).plusMillis(999).toMillis();
        return DurationText.text(millis / 1000 * 1000);
    }

    private static String hint(Mode mode) {
        return switch (mode) {
            case ENFORCE -> "";
            case OBSERVE -> " Its mode is observe, though: calls that would be rejected are only counted.";
            case OFF -> " Its mode is off, though: calls pass untouched.";
        };
    }
}
