package io.fusebox.agent.metrics;

import io.fusebox.State;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.FuseboxFigure;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the families say of a view: takes its samples one after the other. Immutable. */
public final class Samples {
    private static final State[] STATES = State.values();
    private static final String[] STATE_LABELS = stateLabels();
    private static final List<String> OUTCOMES = List.of("success", "error", "ignored", "cancelled");
    private static final List<String> NO_LABEL = List.of("");

    private Samples() {}

    /** Gets the samples of a family. */
    public interface Sink {
        /**
         * A sample with no label but those of its subject.
         *
         * @param label a further label's name; empty if there is none
         * @param labelValue its value
         */
        void sample(String label, String labelValue, double value);

        /** A sample whose value is a whole number. */
        void sample(String label, String labelValue, long value);
    }

    private static String[] stateLabels() {
        String[] labels = new String[STATES.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = STATES[i].name().toLowerCase(Locale.ROOT);
        }
        return labels;
    }

    /** The name of the label that tells the samples of a subject apart; empty if there is only one. */
    public static String label(Family family) {
        return switch (family) {
            case STATE -> "state";
            case CALLS -> "outcome";
            case INFO -> "version";
            default -> "";
        };
    }

    /** The values of that label, where they are always the same; one empty text for other families. */
    public static List<String> labelValues(Family family) {
        return switch (family) {
            case STATE -> List.of(STATE_LABELS);
            case CALLS -> OUTCOMES;
            default -> NO_LABEL;
        };
    }

    /** Whether a family has its samples for each breaker, rather than for the program. */
    public static boolean isOfBreaker(Family family) {
        return family.compareTo(Family.INTERNAL_ERRORS) < 0;
    }

    /** The samples of a family for a breaker. */
    public static void of(Family family, BreakerView breaker, Sink sink) {
        switch (family) {
            case STATE -> state(breaker, sink);
            case CALLS -> {
                sink.sample("outcome", "success", breaker.number(BreakerFigure.TOTAL_SUCCESS_COUNT));
                sink.sample("outcome", "error", breaker.number(BreakerFigure.TOTAL_ERROR_COUNT));
                sink.sample("outcome", "ignored", breaker.number(BreakerFigure.TOTAL_IGNORED_COUNT));
                sink.sample("outcome", "cancelled", breaker.number(BreakerFigure.TOTAL_CANCELLED_COUNT));
            }
            case REJECTED -> number(breaker, BreakerFigure.TOTAL_REJECTED_COUNT, sink);
            case WOULD_REJECT -> number(breaker, BreakerFigure.TOTAL_WOULD_REJECT_COUNT, sink);
            case LATE -> number(breaker, BreakerFigure.TOTAL_LATE_COUNT, sink);
            case SLOW -> number(breaker, BreakerFigure.TOTAL_SLOW_COUNT, sink);
            case OPENED -> number(breaker, BreakerFigure.OPEN_COUNT, sink);
            case ACTIVE -> number(breaker, BreakerFigure.ACTIVE_CALLS, sink);
            case ERROR_RATE -> ratio(breaker.percentage(BreakerFigure.ERROR_RATE_PERCENT), sink);
            case SLOW_CALL_RATE -> ratio(breaker.percentage(BreakerFigure.SLOW_CALL_RATE_PERCENT), sink);
            case RETRY_AFTER -> {
                long millis = breaker.number(BreakerFigure.RETRY_AFTER_MILLIS);
                if (millis >= 0) {
                    sink.sample("", "", millis / 1000.0);
                }
            }
            case ADMITTED -> ratio(breaker.percentage(BreakerFigure.ADMITTED_PERCENT), sink);
            default -> throw new IllegalArgumentException(family + " is not of a breaker");
        }
    }

    private static void state(BreakerView breaker, Sink sink) {
        String present = breaker.state();
        for (int i = 0; i < STATES.length; i++) {
            sink.sample("state", STATE_LABELS[i], STATES[i].name().equals(present) ? 1L : 0L);
        }
    }

    private static void number(BreakerView breaker, BreakerFigure figure, Sink sink) {
        sink.sample("", "", breaker.number(figure));
    }

    private static void ratio(double percent, Sink sink) {
        if (percent >= 0) {
            sink.sample("", "", percent / 100);
        }
    }

    private static void ofFleet(@Nullable Object value, Sink sink) {
        if (value instanceof Long number) {
            sink.sample("", "", number);
        }
    }

    /** The samples of a family for the program as a whole. */
    public static void of(Family family, ProgramView program, Sink sink) {
        switch (family) {
            case INTERNAL_ERRORS -> sink.sample("", "", program.number(FuseboxFigure.INTERNAL_ERROR_COUNT));
            case CONFIG_PROBLEMS ->
                sink.sample("", "", (long)
                        program.lines(FuseboxFigure.CONFIG_PROBLEMS).size());
            case UNMATCHED ->
                sink.sample("", "", (long)
                        program.lines(FuseboxFigure.UNMATCHED_METHODS).size());
            case FLEET_UP -> ofFleet(program.get(FuseboxFigure.FLEET_UP), sink);
            case FLEET_MEMBERS -> ofFleet(program.get(FuseboxFigure.FLEET_MEMBERS), sink);
            case FLEET_ORDERS -> ofFleet(program.get(FuseboxFigure.FLEET_ORDERS), sink);
            case INFO -> sink.sample("version", String.valueOf(program.get(FuseboxFigure.VERSION)), 1L);
            default -> throw new IllegalArgumentException(family + " is not of a program");
        }
    }
}
