package io.fusebox.internal.figures;

import java.util.ArrayList;
import java.util.List;

/** Lines whose columns stand below each other, two spaces apart. */
public final class TextTable {
    private final String alignment;
    private final List<String[]> rows = new ArrayList<>();

    /** @param alignment a letter for each column, {@code l} for left or {@code r} for right */
    public TextTable(String alignment) {
        this.alignment = alignment;
    }

    /** Adds a row: a text for each column. */
    public void row(String... cells) {
        rows.add(cells);
    }

    /** The rows as lines, in their order. */
    public String[] lines() {
        int[] widths = new int[alignment.length()];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        String[] lines = new String[rows.size()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line(rows.get(i), widths);
        }
        return lines;
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - row[i].length());
            if (alignment.charAt(i) == 'r') {
                line.append(gap).append(row[i]);
            } else {
                line.append(row[i]).append(gap);
            }
            line.append("  ");
        }
        return line.toString().stripTrailing();
    }
}
