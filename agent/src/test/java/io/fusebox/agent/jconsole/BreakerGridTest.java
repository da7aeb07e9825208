package io.fusebox.agent.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;

/** The table of the tab, without a window. */
class BreakerGridTest {
    private final BreakerGrid grid = new BreakerGrid();

    private static Figures figures(String name, String state, long retryAfter) throws Exception {
        return new Figures(
                new ObjectName("fusebox:type=CircuitBreaker,name=" + name),
                System.nanoTime(),
                Map.of("Name", name, "State", state, "RetryAfterMillis", retryAfter));
    }

    private List<Object> column(Column column) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < grid.getRowCount(); row++) {
            values.add(grid.getModel().getValueAt(grid.convertRowIndexToModel(row), column.index()));
        }
        return values;
    }

    private void showThree() throws Exception {
        grid.show(List.of(
                figures("mail", "CLOSED", -1),
                figures("payments", "OPEN", 60_000),
                figures("audit", "FORCED_OPEN", -1)));
    }

    @Test
    void theGravestStateIsOnTop() throws Exception {
        showThree();
        assertThat(column(Column.BREAKER)).containsExactly("payments", "audit", "mail");
    }

    @Test
    void whereNoProbeIsDueIsTheLast() throws Exception {
        showThree();
        grid.getRowSorter().toggleSortOrder(Column.NEXT_PROBE.index());
        assertThat(column(Column.BREAKER)).startsWith("payments");
    }

    @Test
    void theFilterTakesPartsOfNamesAsTheyAre() throws Exception {
        showThree();
        grid.filter(" PAY");
        assertThat(column(Column.BREAKER)).containsExactly("payments");
        grid.filter("[*");
        assertThat(grid.getRowCount()).isZero();
        assertThat(grid.selected()).isNull();
        grid.filter("");
        assertThat(grid.getRowCount()).isEqualTo(3);
    }

    @Test
    void aNarrowTableHasFewerColumnsAndCutsNoHeader() throws Exception {
        // On Swing's thread, where the table hears of its new size, too.
        SwingUtilities.invokeAndWait(this::checkWidths);
    }

    private void checkWidths() {
        FontMetrics metrics = grid.getFontMetrics(grid.getFont());
        int before = 0;
        for (int width : new int[] {500, 700, 1_000, 2_000}) {
            grid.setSize(width, 300);
            grid.fit();
            grid.doLayout();
            assertThat(grid.getColumnCount()).isGreaterThanOrEqualTo(before);
            before = grid.getColumnCount();
            for (int i = 0; i < grid.getColumnCount(); i++) {
                assertThat(grid.getColumnModel().getColumn(i).getWidth())
                        .isGreaterThan(metrics.stringWidth(grid.getColumnName(i)));
            }
            assertThat(grid.getColumnName(0)).isEqualTo("Breaker");
            assertThat(grid.getColumnName(1)).isEqualTo("State");
        }
        assertThat(grid.getColumnCount()).isEqualTo(Column.ALL.size());
    }

    @Test
    void aNameThatIsTooLongKeepsItsEnds() {
        FontMetrics metrics = grid.getFontMetrics(grid.getFont());
        String name = "warehouse[eu-central-1.internal.example.com:8443]";
        int room = metrics.stringWidth("warehouse[eu-central-1");
        String shortened = BreakerCell.shortened(name, metrics, room);
        assertThat(metrics.stringWidth(shortened)).isLessThanOrEqualTo(room);
        assertThat(shortened).startsWith("ware").contains("...").endsWith(":8443]");
        assertThat(BreakerCell.shortened("mail", metrics, room)).isEqualTo("mail");
    }
}
