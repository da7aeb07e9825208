package io.fusebox.agent.jconsole;

import java.awt.Color;
import java.awt.Component;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.time.Instant;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.border.Border;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableCellRenderer;
import org.jspecify.annotations.Nullable;

/** Draws the cells of the table: states in their colour, numbers to the right. */
final class BreakerCell extends DefaultTableCellRenderer {
    private static final long serialVersionUID = 1L;

    private static final int PADDING = 6;
    private static final Border PADDED = BorderFactory.createEmptyBorder(0, PADDING, 0, PADDING);

    private @Nullable Color badge;

    BreakerCell() {
        // Swing takes a text of the program that begins as HTML for HTML.
        putClientProperty("html.disable", true);
    }

    @Override
    public Component getTableCellRendererComponent(
            JTable table, @Nullable Object value, boolean selected, boolean focused, int row, int column) {
        setForeground(null);
        super.getTableCellRendererComponent(table, value, selected, false, row, column);
        Column shown = Column.ALL.get(table.convertColumnIndexToModel(column));
        badge = value instanceof BreakerState state ? state.color() : null;
        setHorizontalAlignment(alignment(shown));
        setBorder(PADDED);
        int room = table.getColumnModel().getColumn(column).getWidth() - 2 * PADDING - 2;
        String text = text(shown, value);
        setText(shown == Column.BREAKER ? shortened(text, getFontMetrics(getFont()), room) : text);
        if (badge != null) {
            setForeground(Color.WHITE);
        } else if (!table.isEnabled()) {
            setForeground(Color.GRAY);
        }
        return this;
    }

    /** A name that is too long loses its middle: breakers of one name differ in what stands at the end. */
    static String shortened(String name, FontMetrics metrics, int room) {
        if (metrics.stringWidth(name) <= room) {
            return name;
        }
        int kept = name.length() - 1;
        while (kept > 2 && metrics.stringWidth(withoutMiddle(name, kept)) > room) {
            kept--;
        }
        return withoutMiddle(name, kept);
    }

    private static String withoutMiddle(String name, int kept) {
        int head = kept / 3;
        return name.substring(0, head) + "..." + name.substring(name.length() - (kept - head));
    }

    static int alignment(Column column) {
        return column == Column.STATE
                ? SwingConstants.CENTER
                : Number.class.isAssignableFrom(column.type) ? SwingConstants.TRAILING : SwingConstants.LEADING;
    }

    private String text(Column column, @Nullable Object value) {
        if (value instanceof BreakerState state) {
            return state.word;
        }
        if (value instanceof Instant instant) {
            return Times.text(instant);
        }
        if (column == Column.NEXT_PROBE && value instanceof Long millis) {
            return millis < 0 ? "" : millis == Figures.NEVER ? "by operator" : inSeconds(millis);
        }
        return value instanceof Double rate
                ? rate(rate)
                : value instanceof Long n ? String.format("%,d", n) : text(value);
    }

    private static String inSeconds(long millis) {
        return millis == 0 ? "next call" : (millis + 999) / 1000 + " s";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A rate a second, short. */
    static String rate(double rate) {
        return rate == 0 ? "0" : rate < 99.95 ? String.format("%.1f", rate) : String.format("%,.0f", rate);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        if (badge == null) {
            super.paintComponent(graphics);
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(getBackground());
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setColor(badge);
        g.fillRoundRect(2, 2, getWidth() - 4, getHeight() - 4, 8, 8);
        g.dispose();
        setOpaque(false);
        super.paintComponent(graphics);
        setOpaque(true);
    }

    /** The header of a column, aligned as its cells are. */
    record Header(TableCellRenderer usual, Column column) implements TableCellRenderer {
        @Override
        public Component getTableCellRendererComponent(
                JTable table, @Nullable Object value, boolean selected, boolean focused, int row, int index) {
            Component header = usual.getTableCellRendererComponent(table, value, selected, focused, row, index);
            if (header instanceof JLabel label) {
                label.setHorizontalAlignment(alignment(column));
                label.setBorder(BorderFactory.createCompoundBorder(label.getBorder(), PADDED));
            }
            return header;
        }
    }
}
