package io.fusebox.agent.cli.table;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.text.TerminalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A table that is shown again and again: in its place on a terminal, else the lines that are new. */
public final class LiveTable {
    private static final int SMALLEST_TERMINAL = 24;
    private static final String ESCAPE = "\u001b[";
    /** Without it a long line would take two rows, and the table would not be drawn over the one before. */
    private static final String NO_WRAP = ESCAPE + "?7l";

    private static final String WRAP = ESCAPE + "?7h";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final Screen screen;
    private final StatusTable colours;
    private Set<String> shown = Set.of();
    private List<String> told = List.of();
    private int drawn;

    public LiveTable(Screen screen) {
        this.screen = screen;
        this.colours = new StatusTable(screen);
    }

    /** Shows the table, and the notes below it. */
    public void show(List<String> table, List<String> notes) {
        if (screen.isTerminal()) {
            List<String> lines = colours.lines(table);
            for (String note : notes) {
                lines.add(TerminalText.of(note));
            }
            draw(lines);
        } else {
            tell(table);
            if (!notes.equals(told)) {
                notes.forEach(screen::talk);
                told = notes;
            }
        }
    }

    private void draw(List<String> lines) {
        int rows = lines.size() < SMALLEST_TERMINAL ? lines.size() : rows() - 1;
        List<String> fitting = new ArrayList<>(lines.subList(0, Math.min(lines.size(), Math.max(2, rows))));
        if (fitting.size() < lines.size()) {
            int hidden = lines.size() - fitting.size() + 1;
            fitting.set(fitting.size() - 1, "... and " + hidden + " more");
        }
        StringBuilder text = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            text.append(ESCAPE).append(drawn).append('A');
        }
        text.append('\r');
        for (String line : fitting) {
            text.append(line).append(CLEAR_LINE).append('\n');
        }
        screen.write(text.append(CLEAR_BELOW).append(WRAP).toString());
        drawn = fitting.size();
    }

    /** How many rows the terminal has; Java cannot tell. */
    private static int rows() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(size.substring(0, size.indexOf(' ')));
        } catch (IOException | RuntimeException noSuchProgram) {
            return SMALLEST_TERMINAL;
        }
    }

    private void tell(List<String> table) {
        String time = LocalTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        for (String line : table) {
            if (!shown.contains(line)) {
                screen.line((time.length() == 5 ? time + ":00" : time) + "  " + line);
            }
        }
        shown = new HashSet<>(table);
    }
}
