package io.fusebox.agent.cli.table;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.text.TerminalText;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.internal.figures.BreakerFigure;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that is shown again and again: in its place on a terminal, else the breakers whose state or mode changed. */
public final class LiveTable {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Screen screen;
    private final Canvas canvas;
    private final StatusTable table;
    private final String title;
    private final Map<String, String> states = new HashMap<>();
    private List<String> told = List.of();
    private @Nullable ProgramView before;

    /** @param title what the table shows, for the line above it */
    public LiveTable(Screen screen, Order order, String title) {
        this.screen = screen;
        this.canvas = new Canvas(screen);
        this.table = new StatusTable(screen, order);
        this.title = title;
    }

    /** A question to the program. */
    public interface Question<T> {
        T ask() throws CommandFailed;
    }

    /** Shows the table again and again: until the user presses {@code q}, or nobody reads it any more. */
    public void run(Question<ProgramView> program, Question<List<String>> notes, long pauseMillis)
            throws CommandFailed, InterruptedException {
        canvas.repeat(() -> show(program.ask(), notes.ask()), pauseMillis);
    }

    /** Shows the table, and the notes below it. */
    void show(ProgramView program, List<String> notes) {
        if (screen.isTerminal()) {
            canvas.draw(picture(program, notes, Terminal.columns()));
        } else {
            tell(program);
            if (!notes.equals(told)) {
                notes.forEach(screen::talk);
                told = notes;
            }
        }
        before = program;
    }

    /** The clock, the table, the sum, the notes. */
    List<String> picture(ProgramView program, List<String> notes, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(time() + "  " + title + "  " + screen.in(Colour.CYAN, "q") + " quits");
        lines.addAll(table.lines(program, Rates.between(before, program), columns));
        lines.add(StatusTable.sum(program));
        for (String note : notes) {
            lines.add(TerminalText.of(note));
        }
        return lines;
    }

    private void tell(ProgramView program) {
        List<BreakerView> changed = new ArrayList<>();
        for (BreakerView breaker : program.breakers()) {
            String state = breaker.state() + ' ' + breaker.text(BreakerFigure.MODE);
            if (!state.equals(states.put(breaker.id(), state))) {
                changed.add(breaker);
            }
        }
        if (!changed.isEmpty()) {
            String time = time();
            List<String> lines = table.lines(new ProgramView(Map.of(), changed, program.at()), Rates.NONE, 0);
            for (String line : before == null ? lines : lines.subList(1, lines.size())) {
                screen.line(time + "  " + line);
            }
        }
    }

    private static String time() {
        return LocalTime.now(ZoneId.systemDefault()).format(CLOCK);
    }
}
