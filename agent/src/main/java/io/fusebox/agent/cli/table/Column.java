package io.fusebox.agent.cli.table;

import io.fusebox.agent.text.TerminalText;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.internal.figures.BreakerFigure;
import java.util.Locale;

/** The columns of a table of breakers, from left to right. */
enum Column {
    NAME("NAME", false, 0),
    STATE("STATE", false, 0),
    MODE("MODE", false, 3),
    ACTIVE("ACTIVE", true, 5),
    SUCCESS("SUCCESS", true, 6),
    ERROR("ERROR", true, 0),
    IGNORED("IGNORED", true, 2),
    REJECTED("REJECTED", true, 0),
    CALLS_PER_SECOND("CALLS/S", true, 8),
    ERRORS_PER_SECOND("ERRORS/S", true, 7),
    ERROR_RATE("ERROR RATE", true, 4),
    CONSECUTIVE("CONSECUTIVE", true, 1),
    RETRY_AFTER("RETRY AFTER", true, 0),
    LAST_ERROR("LAST ERROR", false, 9);

    final String title;
    final boolean isRight;

    /** Which column goes first where there is no room for all; 0: it stays. */
    final int goes;

    Column(String title, boolean isRight, int goes) {
        this.title = title;
        this.isRight = isRight;
        this.goes = goes;
    }

    /** What the column says of a breaker, safe for a terminal. */
    String cell(BreakerView breaker, Rates rates) {
        return switch (this) {
            case NAME -> TerminalText.of(breaker.id());
            case STATE -> TerminalText.of(breaker.state());
            case MODE -> TerminalText.of(breaker.text(BreakerFigure.MODE));
            case ACTIVE -> number(breaker, BreakerFigure.ACTIVE_CALLS);
            case SUCCESS -> number(breaker, BreakerFigure.TOTAL_SUCCESS_COUNT);
            case ERROR -> number(breaker, BreakerFigure.TOTAL_ERROR_COUNT);
            case IGNORED -> number(breaker, BreakerFigure.TOTAL_IGNORED_COUNT);
            case REJECTED -> number(breaker, BreakerFigure.TOTAL_REJECTED_COUNT);
            case CALLS_PER_SECOND -> rates.calls(breaker);
            case ERRORS_PER_SECOND -> rates.errors(breaker);
            case ERROR_RATE -> percentage(breaker.percentage(BreakerFigure.ERROR_RATE_PERCENT));
            case CONSECUTIVE -> number(breaker, BreakerFigure.CONSECUTIVE_ERROR_COUNT);
            case RETRY_AFTER -> retryAfter(breaker);
            case LAST_ERROR -> lastError(breaker);
        };
    }

    private static String number(BreakerView breaker, BreakerFigure figure) {
        return Long.toString(breaker.number(figure));
    }

    private static String percentage(double percent) {
        return percent < 0 ? "-" : String.format(Locale.ROOT, "%.0f%%", percent);
    }

    private static String retryAfter(BreakerView breaker) {
        if (breaker.state().equals("FORCED_OPEN")) {
            return "operator";
        }
        if (!breaker.state().equals("OPEN")) {
            return "-";
        }
        long tenths = (breaker.number(BreakerFigure.RETRY_AFTER_MILLIS) + 99) / 100;
        return tenths / 10 + "." + tenths % 10 + "s";
    }

    private static String lastError(BreakerView breaker) {
        String type = breaker.text(BreakerFigure.LAST_ERROR_TYPE);
        String message = breaker.text(BreakerFigure.LAST_ERROR_MESSAGE);
        String error = type.isEmpty() ? "-" : message.isEmpty() ? type : type + ": " + message;
        return TerminalText.of(
                error.lines().reduce((first, next) -> first + ' ' + next).orElse("-"));
    }
}
