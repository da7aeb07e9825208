package io.fusebox.agent.cli.demo;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.cli.demo.Event.Outcome;
import io.fusebox.agent.text.TerminalText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The demo's events as lines: when, who, what. */
final class Lines {
    private static final String STATE = "' is ";

    private final Screen screen;
    private boolean onlyNews;
    private @Nullable Outcome last;

    Lines(Screen screen) {
        this.screen = screen;
    }

    void onlyNews() {
        onlyNews = true;
    }

    /** @param nanos since the demo began */
    void show(Event event, long nanos) {
        if (event instanceof Event.Order order) {
            if (!onlyNews || order.outcome() != last) {
                show(nanos, "shop", text(order));
            }
            last = order.outcome();
        } else if (event instanceof Event.Logged logged) {
            show(nanos, "fusebox", screen.in(Colour.BOLD, TerminalText.of(logged.news())));
        } else if (event instanceof Event.BankOpened opened) {
            show(nanos, "bank", screen.in(Colour.CYAN, "open at port " + opened.port()));
        } else if (event instanceof Event.BankKilled) {
            show(nanos, "bank", screen.in(Colour.CYAN, "killed"));
        } else if (event instanceof Event.Stray stray) {
            screen.talk(stray.line());
        }
    }

    private void show(long nanos, String who, String what) {
        screen.styled(format("%5.1fs  %-7s  %s", nanos / 1e9, who, what));
    }

    private String text(Event.Order order) {
        String outcome = order.outcome().name().toLowerCase(Locale.ROOT);
        String text = order.outcome() == Outcome.REJECTED ? stateIn(order.text()) : order.text();
        return format("order %-3d  ", order.number())
                + screen.in(colour(order.outcome()), format("%-8s", outcome))
                + format("  %3d ms", order.millis())
                + (order.outcome() == Outcome.PAID ? "" : "  " + TerminalText.of(text));
    }

    private static Colour colour(Outcome outcome) {
        return switch (outcome) {
            case PAID -> Colour.GREEN;
            case FAILED -> Colour.RED;
            case REJECTED -> Colour.YELLOW;
        };
    }

    /** The part of a rejection's message that fits into a line: {@code OPEN: call not permitted}. */
    private static String stateIn(String message) {
        int state = message.indexOf(STATE);
        int end = message.indexOf(';', state + 1);
        return state < 0 ? "" : message.substring(state + STATE.length(), end < 0 ? message.length() : end);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
