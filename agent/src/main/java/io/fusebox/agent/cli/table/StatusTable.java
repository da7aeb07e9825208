package io.fusebox.agent.cli.table;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.text.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table that a JVM shows, with the states in colour. */
public final class StatusTable {
    /** The longer words first, since they contain the shorter ones. */
    private static final List<Map.Entry<String, Colour>> STATES = List.of(
            Map.entry("FORCED_CLOSED", Colour.CYAN),
            Map.entry("FORCED_OPEN", Colour.RED),
            Map.entry("HALF_OPEN", Colour.YELLOW),
            Map.entry("CLOSED", Colour.GREEN),
            Map.entry("OPEN", Colour.RED));

    private final Screen screen;

    public StatusTable(Screen screen) {
        this.screen = screen;
    }

    /** The same lines with what is not CLOSED first, in colours if the screen has any. */
    public List<String> lines(List<String> table) {
        List<String> calm = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int column = table.get(0).indexOf("STATE");
        for (int i = 0; i < table.size(); i++) {
            String line = TerminalText.of(table.get(i));
            if (i == 0) {
                lines.add(screen.in(Colour.BOLD, line));
            } else if (line.startsWith("CLOSED", column)) {
                calm.add(coloured(line, column));
            } else {
                lines.add(coloured(line, column));
            }
        }
        lines.addAll(calm);
        return lines;
    }

    private String coloured(String line, int column) {
        for (Map.Entry<String, Colour> state : STATES) {
            if (line.startsWith(state.getKey(), column)) {
                int end = column + state.getKey().length();
                return line.substring(0, column)
                        + screen.in(state.getValue(), line.substring(column, end))
                        + line.substring(end);
            }
        }
        return line;
    }
}
