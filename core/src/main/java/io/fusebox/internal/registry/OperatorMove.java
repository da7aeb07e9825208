package io.fusebox.internal.registry;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.internal.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The moves of an operator (R18): JMX and the commands both use this table. */
public enum OperatorMove {
    /** Clears counters, totals and last error, and closes. */
    RESET("reset", "reset", "Clears counters, totals and last error, and closes the breaker", State.CLOSED),
    /** Closes; totals stay. */
    CLOSE("close", "transitionToClosed", "Closes the breaker: calls are admitted; totals stay", State.CLOSED),
    /** Opens for a time. */
    OPEN(
            "open",
            "transitionToOpen",
            "Opens the breaker for as long as its settings say, from now; totals stay",
            State.OPEN),
    /** Lets probes through. */
    HALF_OPEN(
            "half-open",
            "transitionToHalfOpen",
            "Lets probes through to find out whether the service works; totals stay",
            State.HALF_OPEN),
    /** Rejects every call (R4). */
    FORCE_OPEN(
            "force-open",
            "transitionToForcedOpen",
            "Rejects every call until an operator moves the breaker; totals stay",
            State.FORCED_OPEN),
    /** Admits every call (R4). */
    FORCE_CLOSE(
            "force-close",
            "transitionToForcedClosed",
            "Admits every call until an operator moves the breaker; totals stay",
            State.FORCED_CLOSED);

    /** The longest time for {@link #OPEN}, in seconds. */
    public static final long MAX_SECONDS = CircuitBreakerSettings.MAX_DURATION.toSeconds();

    private final String word;
    private final String operation;
    private final String description;
    private final State to;

    OperatorMove(String word, String operation, String description, State to) {
        this.word = word;
        this.operation = operation;
        this.description = description;
        this.to = to;
    }

    /** The name of the command, such as {@code force-open}. */
    public String word() {
        return word;
    }

    /** The name of the operation over JMX, such as {@code transitionToForcedOpen}. */
    public String operation() {
        return operation;
    }

    /** The description, a sentence without a full stop. */
    public String description() {
        return description;
    }

    /** The move with that word; null if there is none. */
    public static @Nullable OperatorMove ofWord(String word) {
        for (OperatorMove move : values()) {
            if (move.word.equals(word)) {
                return move;
            }
        }
        return null;
    }

    /** The move with that operation; null if there is none. */
    public static @Nullable OperatorMove ofOperation(String operation) {
        for (OperatorMove move : values()) {
            if (move.operation.equals(operation)) {
                return move;
            }
        }
        return null;
    }

    /**
     * Moves a breaker.
     *
     * @param registry the breaker's
     * @param wait for {@link #OPEN}, how long it lasts; null: as the settings say
     * @return a sentence that says what the breaker does now
     */
    public String apply(Registry registry, Breaker breaker, @Nullable Duration wait) {
        State before = breaker.state();
        move(breaker, wait);
        return breaker.id() + " is now " + to + " (was " + before + "); " + cleared() + meaning(breaker) + hint(breaker)
                + orders(registry, List.of(breaker));
    }

    /**
     * Moves all breakers of a name. A forced state of a name is also that of its keys to come, until the name is moved again
     * (R4).
     *
     * @param wait for {@link #OPEN}, how long it lasts; null: as the settings say
     * @return a sentence that says what they do now
     */
    public String applyToName(Registry registry, String name, @Nullable Duration wait) {
        boolean forces = this == FORCE_OPEN || this == FORCE_CLOSE;
        registry.forceKeys(name, forces ? to : null);
        List<Breaker> all = registry.named(name);
        if (all.size() == 1 && !all.get(0).id().isKeyed()) {
            return apply(registry, all.get(0), wait);
        }
        int keys = 0;
        for (Breaker breaker : all) {
            move(breaker, wait);
            keys += breaker.id().isKeyed() ? 1 : 0;
        }
        Breaker any = all.get(0);
        return name + " and its " + (keys == 1 ? "1 key" : keys + " keys") + " are now " + to
                + (forces ? ", keys to come too; " : "; ") + cleared() + meaning(any)
                + hint(any)
                + orders(registry, all);
    }

    /** An order to the fleet is stronger than a move on one JVM: who moves a breaker should know of it. */
    private static String orders(Registry registry, List<Breaker> moved) {
        AgentView agent = registry.agent();
        StringBuilder sentences = new StringBuilder();
        for (int i = 0; agent != null && i < moved.size(); i++) {
            String sentence = agent.orderFor(moved.get(i));
            // One order stands for all keys of a name.
            if (!sentence.isEmpty() && sentences.indexOf(sentence) < 0) {
                sentences.append(' ').append(sentence);
            }
        }
        return sentences.toString();
    }

    private void move(Breaker breaker, @Nullable Duration wait) {
        switch (this) {
            case RESET -> breaker.reset();
            case CLOSE -> breaker.transitionToClosed();
            case OPEN -> open(breaker, wait);
            case HALF_OPEN -> breaker.transitionToHalfOpen();
            case FORCE_OPEN -> breaker.transitionToForcedOpen();
            case FORCE_CLOSE -> breaker.transitionToForcedClosed();
        }
    }

    private String cleared() {
        return this == RESET ? "counters, totals and last error are cleared; " : "";
    }

    private static void open(Breaker breaker, @Nullable Duration wait) {
        if (wait == null) {
            breaker.transitionToOpen();
        } else {
            breaker.transitionToOpen(wait);
        }
    }

    private String meaning(Breaker breaker) {
        CircuitBreakerSettings settings = breaker.settings();
        return switch (to) {
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

    private static String hint(Breaker breaker) {
        return switch (breaker.metrics().mode()) {
            case ENFORCE -> "";
            case OBSERVE ->
                // In effect it observes while it warms up, whatever its settings say (R23).
                breaker.settings().mode() == Mode.OBSERVE
                        ? " Its mode is observe, though: calls that would be rejected are only counted."
                        : " It is warming up, though: until that is over, calls that would be rejected are only counted.";
            case OFF -> " Its mode is off, though: calls pass untouched.";
        };
    }
}
