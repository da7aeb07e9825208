package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.text.TerminalText;
import io.fusebox.internal.figures.BreakerFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The breakers of a fleet as a table. Where there is no room for all columns, the less important ones go. */
final class FleetTable {
    private static final int GAP = 2;
    private static final int LONGEST_TEXT = 80;
    private static final int SHORTEST_TEXT = 16;

    private enum Column {
        NAME(false, 0),
        STATE(false, 0),
        JVMS(true, 4),
        SUCCESS(true, 3),
        ERROR(true, 0),
        REJECTED(true, 0),
        ORDER(false, 2),
        ODD_ONE_OUT(false, 0),
        LAST_ERROR(false, 1);

        final boolean isRight;

        /** Which column goes first where there is no room for all; 0: it stays. */
        final int goes;

        Column(boolean isRight, int goes) {
            this.isRight = isRight;
            this.goes = goes;
        }

        String title() {
            return name().replace('_', ' ');
        }

        /** What the column says, safe for a terminal. */
        String cell(FleetBreaker breaker, FleetView fleet) {
            return switch (this) {
                case NAME -> TerminalText.of(breaker.id());
                case STATE -> TerminalText.of(breaker.states());
                case JVMS -> Integer.toString(breaker.jvms());
                case SUCCESS -> Long.toString(breaker.sum(BreakerFigure.TOTAL_SUCCESS_COUNT));
                case ERROR -> Long.toString(breaker.sum(BreakerFigure.TOTAL_ERROR_COUNT));
                case REJECTED -> Long.toString(breaker.sum(BreakerFigure.TOTAL_REJECTED_COUNT));
                case ORDER -> {
                    FleetOrder order = fleet.orderFor(breaker.id());
                    yield order == null ? "" : TerminalText.of(order.operation() + " by " + order.who(), LONGEST_TEXT);
                }
                case ODD_ONE_OUT -> TerminalText.of(breaker.oddOneOut(), LONGEST_TEXT);
                case LAST_ERROR -> TerminalText.of(breaker.lastError(), LONGEST_TEXT);
            };
        }
    }

    private final Screen screen;

    FleetTable(Screen screen) {
        this.screen = screen;
    }

    /**
     * The table as lines, the header first, in colours if the screen has any.
     *
     * @param width how many characters a line may have; 0: any number
     */
    List<String> lines(FleetView fleet, int width) {
        List<FleetBreaker> breakers = fleet.breakers();
        Map<Column, List<String>> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            List<String> texts = new ArrayList<>();
            texts.add(column.title());
            for (FleetBreaker breaker : breakers) {
                texts.add(column.cell(breaker, fleet));
            }
            boolean saysNothing = texts.stream().skip(1).allMatch(String::isEmpty);
            if (!saysNothing || column == Column.NAME || column == Column.STATE) {
                cells.put(column, texts);
            }
        }
        if (width > 0) {
            fit(cells, width);
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row <= breakers.size(); row++) {
            lines.add(line(
                    cells,
                    row,
                    row == 0 ? Colour.BOLD : colour(breakers.get(row - 1).gravest())));
        }
        return lines;
    }

    private static void fit(Map<Column, List<String>> cells, int width) {
        List<Column> going = new ArrayList<>(cells.keySet());
        going.removeIf(column -> column.goes == 0);
        going.sort(Comparator.comparingInt(column -> column.goes));
        for (Column column : going) {
            if (total(cells) <= width) {
                return;
            }
            if (column == Column.LAST_ERROR && cut(cells, column, width)) {
                return;
            }
            cells.remove(column);
        }
        boolean fits = cut(cells, Column.ODD_ONE_OUT, width) || cut(cells, Column.NAME, width);
        if (!fits) {
            cells.remove(Column.ODD_ONE_OUT);
        }
    }

    /** Cuts the texts of a column, so that the lines fit; false if too little would be left of them. */
    private static boolean cut(Map<Column, List<String>> cells, Column column, int width) {
        List<String> texts = cells.get(column);
        if (texts == null) {
            return total(cells) <= width;
        }
        int room = longest(texts) - (total(cells) - width);
        if (room < SHORTEST_TEXT) {
            return false;
        }
        cells.put(
                column, texts.stream().map(text -> TerminalText.of(text, room)).toList());
        return true;
    }

    private static int total(Map<Column, List<String>> cells) {
        return cells.values().stream().mapToInt(texts -> longest(texts) + GAP).sum() - GAP;
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private String line(Map<Column, List<String>> cells, int row, Colour colour) {
        StringBuilder line = new StringBuilder();
        int behind = 0;
        for (Map.Entry<Column, List<String>> column : cells.entrySet()) {
            String text = column.getValue().get(row);
            int fill = longest(column.getValue()) - text.length();
            boolean isColoured = row == 0 || column.getKey() == Column.STATE;
            if (!text.isEmpty()) {
                // Nothing stands behind the last text of a line.
                line.append(" ".repeat(behind + (column.getKey().isRight ? fill : 0)));
                line.append(isColoured ? screen.in(colour, text) : text);
                behind = 0;
            }
            behind += GAP + (text.isEmpty() ? longest(column.getValue()) : column.getKey().isRight ? 0 : fill);
        }
        return line.toString();
    }

    private static Colour colour(String state) {
        return switch (state) {
            case "CLOSED" -> Colour.GREEN;
            case "HALF_OPEN" -> Colour.YELLOW;
            case "FORCED_CLOSED" -> Colour.CYAN;
            default -> Colour.RED;
        };
    }
}
