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

/** {@code fleet watch}: the table again and again; where there is no terminal, what changed. */
final class FleetWatch implements FleetAction {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long PAUSE_MILLIS = 1000;

    private final boolean json;
    private final Map<String, String> told = new HashMap<>();

    FleetWatch(boolean json) {
        this.json = json;
    }

    @Override
    public void perform(FleetStore store, String fleet, Screen screen) throws CommandFailed {
        Canvas canvas = new Canvas(screen);
        try {
            if (json) {
                while (!screen.isGone()) {
                    screen.json(FleetStatus.json(store.view(fleet)));
                    Thread.sleep(PAUSE_MILLIS);
                }
            } else {
                canvas.repeat(() -> show(store.view(fleet), canvas, screen), PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(FleetView view, Canvas canvas, Screen screen) {
        if (screen.isTerminal()) {
            List<String> lines = new ArrayList<>();
            lines.add(time() + "  " + TerminalText.of(view.sum()) + "  " + screen.in(Colour.CYAN, "q") + " quits");
            lines.addAll(new FleetTable(screen).lines(view, Terminal.columns()));
            lines.addAll(FleetStatus.notes(view));
            canvas.draw(lines);
            return;
        }
        tell("the fleet", view.members().size() + " JVMs", screen);
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
