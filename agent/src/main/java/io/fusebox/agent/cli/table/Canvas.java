package io.fusebox.agent.cli.table;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import java.util.ArrayList;
import java.util.List;

/** Lines on a terminal that are drawn again and again in their place. For use by one thread. */
public final class Canvas {
    private static final String ESCAPE = "\u001b[";
    /** Without it a long line would take two rows, and the lines would not be drawn over those before. */
    private static final String NO_WRAP = ESCAPE + "?7l";

    private static final String WRAP = ESCAPE + "?7h";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    private static final int FEWEST_ROWS = 4;

    private final Screen screen;
    private int drawn;

    public Canvas(Screen screen) {
        this.screen = screen;
    }

    /** One turn of what is shown. */
    public interface Turn {
        void show() throws CommandFailed;
    }

    /** Shows again and again: until the user presses {@code q}, or nobody reads it any more. */
    public void repeat(Turn turn, long pauseMillis) throws CommandFailed, InterruptedException {
        if (!screen.isTerminal()) {
            while (!screen.isGone()) {
                turn.show();
                Thread.sleep(pauseMillis);
            }
            return;
        }
        try (Terminal keys = Terminal.withKeys()) {
            boolean goesOn = true;
            while (goesOn && !screen.isGone()) {
                turn.show();
                goesOn = !keys.awaitKey("qQ", pauseMillis);
            }
        }
    }

    /** Draws lines over those before. What has no room goes from the middle: the gravest is above it, sum and notes below. */
    public void draw(List<String> lines) {
        List<String> fitting = new ArrayList<>(lines);
        int most = Math.max(FEWEST_ROWS, Terminal.rows() - 1);
        if (lines.size() > most) {
            int below = Math.min(3, lines.size() - 1);
            int above = most - below - 1;
            fitting = new ArrayList<>(lines.subList(0, above));
            fitting.add("... and " + (lines.size() - above - below) + " more");
            fitting.addAll(lines.subList(lines.size() - below, lines.size()));
        }
        StringBuilder text = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            text.append(ESCAPE).append(drawn).append('A');
        }
        text.append('\r');
        for (String line : fitting) {
            // Before the text: in the last column the cursor stands on the last character, which would be cleared, too.
            text.append(CLEAR_LINE).append(line).append('\n');
        }
        screen.write(text.append(CLEAR_BELOW).append(WRAP).toString());
        drawn = fitting.size();
    }
}
