package io.fusebox.agent.jconsole;

import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.management.ObjectName;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableRowSorter;
import org.jspecify.annotations.Nullable;

/** All breakers, a row each. The selection stays with its breaker, whatever comes, goes or is sorted. */
final class BreakerGrid extends JTable {
    private static final long serialVersionUID = 1L;
    private static final int PADDING = 6;

    private final Model model;

    BreakerGrid() {
        this(new Model());
    }

    private BreakerGrid(Model model) {
        super(model);
        this.model = model;
        TableRowSorter<Model> sorter = new TableRowSorter<>(model);
        sorter.setSortsOnUpdates(true);
        setRowSorter(sorter);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFillsViewportHeight(true);
        setShowGrid(false);
        FontMetrics metrics = getFontMetrics(getFont());
        setRowHeight(metrics.getHeight() + PADDING);
        BreakerCell cell = new BreakerCell();
        for (Column column : Column.ALL) {
            var shown = getColumnModel().getColumn(Column.ALL.indexOf(column));
            int width = Math.max(metrics.stringWidth(column.example), metrics.stringWidth(column.header));
            shown.setPreferredWidth(width + 4 * PADDING);
            shown.setCellRenderer(cell);
            shown.setHeaderRenderer(new BreakerCell.Header(getTableHeader().getDefaultRenderer(), column));
        }
    }

    /** Shows these instead. */
    void show(List<Figures> breakers) {
        Figures selected = selected();
        if (model.replace(breakers)) {
            select(selected == null ? null : selected.bean());
        }
    }

    /** The selected breaker as it was read last; null if none is. */
    @Nullable
    Figures selected() {
        Column.Row row = selectedRow();
        return row == null ? null : row.figures();
    }

    /** Its last minutes. */
    @Nullable
    Past past() {
        Column.Row row = selectedRow();
        return row == null ? null : row.past();
    }

    private Column.@Nullable Row selectedRow() {
        int row = getSelectedRow();
        return row < 0 ? null : model.rows.get(convertRowIndexToModel(row));
    }

    /** That breaker; without it the first that is not closed, or the first: there is always something to look at. */
    private void select(@Nullable ObjectName bean) {
        int row = indexOf(figures -> figures.bean().equals(bean));
        row = row < 0 ? indexOf(figures -> figures.state() != BreakerState.CLOSED) : row;
        if (!model.rows.isEmpty()) {
            int shown = convertRowIndexToView(Math.max(0, row));
            setRowSelectionInterval(shown, shown);
        }
    }

    private int indexOf(Predicate<Figures> wanted) {
        for (int i = 0; i < model.rows.size(); i++) {
            if (wanted.test(model.rows.get(i).figures())) {
                return i;
            }
        }
        return -1;
    }

    private static final class Model extends AbstractTableModel {
        private static final long serialVersionUID = 1L;

        private transient List<Column.Row> rows = new ArrayList<>();
        private transient Map<ObjectName, Past> pasts = new HashMap<>();

        /** Returns whether other breakers are there than before. */
        boolean replace(List<Figures> breakers) {
            List<Column.Row> next = new ArrayList<>();
            Map<ObjectName, Past> kept = new HashMap<>();
            boolean same = breakers.size() == rows.size();
            for (Figures figures : breakers) {
                Past past = pasts.getOrDefault(figures.bean(), new Past());
                past.add(figures);
                kept.put(figures.bean(), past);
                same = same && rows.get(next.size()).figures().bean().equals(figures.bean());
                next.add(new Column.Row(figures, past));
            }
            rows = next;
            pasts = kept;
            if (!same) {
                fireTableDataChanged();
            } else if (!rows.isEmpty()) {
                fireTableRowsUpdated(0, rows.size() - 1);
            }
            return !same;
        }

        @Override
        public int getRowCount() {
            return rows.size();
        }

        @Override
        public int getColumnCount() {
            return Column.ALL.size();
        }

        @Override
        public String getColumnName(int column) {
            return Column.ALL.get(column).header;
        }

        @Override
        public Class<?> getColumnClass(int column) {
            return Column.ALL.get(column).type;
        }

        @Override
        public @Nullable Object getValueAt(int row, int column) {
            return Column.ALL.get(column).of(rows.get(row));
        }
    }
}
