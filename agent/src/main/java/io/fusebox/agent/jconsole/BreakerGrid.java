package io.fusebox.agent.jconsole;

import java.awt.FontMetrics;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.RowFilter;
import javax.swing.RowSorter;
import javax.swing.SortOrder;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableColumn;
import javax.swing.table.TableRowSorter;
import org.jspecify.annotations.Nullable;

/** All breakers, a row each. The selection stays with its breaker, whatever comes, goes or is sorted. */
final class BreakerGrid extends JTable {
    private static final long serialVersionUID = 1L;
    private static final int PADDING = 6;

    private final Model model;

    /** All columns, whether they are shown or not, in their order. */
    private final transient List<TableColumn> columns = new ArrayList<>();

    private final transient TableRowSorter<Model> sorter;

    BreakerGrid() {
        this(new Model());
    }

    private BreakerGrid(Model model) {
        super(model);
        this.model = model;
        this.sorter = new TableRowSorter<>(model);
        sorter.setSortsOnUpdates(true);
        // Where no probe is due is nothing to wait for.
        sorter.setComparator(
                Column.NEXT_PROBE.index(),
                Comparator.comparingLong((Long millis) -> millis < 0 ? Long.MAX_VALUE : millis));
        sorter.setSortKeys(List.of(
                new RowSorter.SortKey(Column.STATE.index(), SortOrder.ASCENDING),
                new RowSorter.SortKey(Column.BREAKER.index(), SortOrder.ASCENDING)));
        setRowSorter(sorter);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFillsViewportHeight(true);
        setShowGrid(false);
        FontMetrics metrics = getFontMetrics(getFont());
        setRowHeight(metrics.getHeight() + PADDING);
        BreakerCell cell = new BreakerCell();
        for (Column column : Column.ALL) {
            TableColumn shown = getColumnModel().getColumn(column.index());
            // Room for the arrow of the sorted column, too.
            int header = metrics.stringWidth(column.header) + 5 * PADDING;
            shown.setMinWidth(header);
            shown.setPreferredWidth(Math.max(header, metrics.stringWidth(column.example) + 4 * PADDING));
            if (column != Column.BREAKER) {
                // What is left is for the names.
                shown.setMaxWidth(shown.getPreferredWidth() + 4 * PADDING);
            }
            shown.setCellRenderer(cell);
            shown.setHeaderRenderer(new BreakerCell.Header(getTableHeader().getDefaultRenderer(), column));
            columns.add(shown);
        }
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent resized) {
                fit();
            }
        });
    }

    /** Shows as many columns as there is room for. */
    void fit() {
        Set<Column> fitting = EnumSet.allOf(Column.class);
        int width = 0;
        for (TableColumn column : columns) {
            width += column.getPreferredWidth();
        }
        for (Column column : Column.DISPENSABLE) {
            if (width > getWidth()) {
                fitting.remove(column);
                width -= columns.get(column.index()).getPreferredWidth();
            }
        }
        if (getColumnCount() != fitting.size()) {
            columns.forEach(this::removeColumn);
            for (Column column : fitting) {
                addColumn(columns.get(column.index()));
            }
        }
    }

    /** Shows only breakers whose name has this in it. */
    void filter(String part) {
        sorter.setRowFilter(
                part.isBlank()
                        ? null
                        : RowFilter.regexFilter("(?i)" + Pattern.quote(part.strip()), Column.BREAKER.index()));
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
        int shown = row < 0 ? 0 : convertRowIndexToView(row);
        if (shown >= 0 && shown < getRowCount()) {
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
