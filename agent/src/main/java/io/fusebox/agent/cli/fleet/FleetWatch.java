package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.cli.table.Canvas;
import io.fusebox.agent.cli.table.Terminal;
import io.fusebox.agent.text.TerminalText;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code fleet watch}: the table again and again; where there is no terminal, what changed. While Redis is away it shows the last
 * table and says why, and goes on: an operator watches most closely when something fails. For use by one thread.
 */
final class FleetWatch implements FleetAction {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long PAUSE_MILLIS = 1000;
    private static final int FEWEST_COLUMNS = 40;
    private static final String THE_FLEET = "the fleet";
    private static final String GOES_ON = "watch goes on: ";

    private final boolean json;
    private final Map<String, String> told = new HashMap<>();

    /** What Redis answered last, and when; null before the first answer. */
    private @Nullable FleetView last;

    private String lastTime = "";
    private boolean isAway;

    FleetWatch(boolean json) {
        this.json = json;
    }

    @Override
    public void perform(FleetStore store, String fleet, Screen screen) throws CommandFailed {
        Canvas canvas = new Canvas(screen);
        try {
            if (json) {
                while (!screen.isGone()) {
                    showJson(store, fleet, screen);
                    Thread.sleep(PAUSE_MILLIS);
                }
            } else {
                canvas.repeat(() -> show(store, fleet, canvas, screen), PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void showJson(FleetStore store, String fleet, Screen screen) throws CommandFailed {
        FleetView view;
        try {
            view = store.view(fleet);
        } catch (CommandFailed away) {
            if (!isAway) {
                isAway = true;
                screen.talk(problem(away) + "; watch goes on");
            }
            return;
        }
        if (isAway) {
            isAway = false;
            screen.talk("Redis answers again");
        }
        screen.json(FleetStatus.json(view));
    }

    /** One look at the fleet, and what it shows. */
    void show(FleetStore store, String fleet, Canvas canvas, Screen screen) {
        if (screen.isTerminal()) {
            canvas.draw(picture(store, fleet, screen, Math.max(FEWEST_COLUMNS, Terminal.columns())));
            return;
        }
        try {
            tellChanges(store.view(fleet), screen);
        } catch (CommandFailed away) {
            tell(THE_FLEET, problem(away) + "; watch goes on", screen);
        }
    }

    /**
     * What a terminal shows after one look at the fleet.
     *
     * @param columns how many characters a line may have, at least {@value #FEWEST_COLUMNS}
     */
    List<String> picture(FleetStore store, String fleet, Screen screen, int columns) {
        try {
            FleetView view = store.view(fleet);
            last = view;
            lastTime = time();
            return picture(view, lastTime + "  ", screen, columns);
        } catch (CommandFailed away) {
            FleetView known = last;
            List<String> lines = known == null
                    ? new ArrayList<>(List.of(title(time() + "  ", "fleet " + fleet, screen, columns)))
                    : picture(known, time() + "  as of " + lastTime + ": ", screen, columns);
            // The last line stays where the screen has no room for all.
            int room = columns - GOES_ON.length();
            lines.add(GOES_ON + screen.in(Colour.RED, TerminalText.of(problem(away), room)));
            return lines;
        }
    }

    private static List<String> picture(FleetView view, String before, Screen screen, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(title(before, view.sum(), screen, columns));
        lines.addAll(new FleetTable(screen).lines(view, columns));
        for (String note : FleetStatus.notes(view)) {
            lines.add(TerminalText.of(note, columns));
        }
        return lines;
    }

    /** The text is cut where there is no room for it; how to quit is never. */
    private static String title(String before, String text, Screen screen, int columns) {
        int room = columns - before.length() - "  q quits".length();
        return before + TerminalText.of(text, room) + "  " + screen.in(Colour.CYAN, "q") + " quits";
    }

    private static String problem(CommandFailed away) {
        return String.valueOf(away.getMessage());
    }

    private void tellChanges(FleetView view, Screen screen) {
        tell(THE_FLEET, view.members().size() + (view.members().size() == 1 ? " JVM" : " JVMs"), screen);
        for (FleetBreaker breaker : view.breakers()) {
            FleetOrder order = view.orderFor(breaker.id());
            String odd = breaker.oddOneOut();
            tell(
                    breaker.id(),
                    breaker.states()
                            + (odd.isEmpty() ? "" : " (" + odd + ")")
                            + (order == null ? "" : "; " + order.text()),
                    screen);
        }
    }

    private void tell(String what, String state, Screen screen) {
        if (!state.equals(told.put(what, state))) {
            screen.line(time() + "  " + TerminalText.of(what) + "  " + TerminalText.of(state));
        }
    }

    private static String time() {
        return LocalTime.now(ZoneId.systemDefault()).format(CLOCK);
    }
}
