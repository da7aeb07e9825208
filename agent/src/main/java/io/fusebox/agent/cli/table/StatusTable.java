package io.fusebox.agent.cli.table;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.internal.figures.BreakerFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table of breakers. Where there is no room for all columns, the less important ones go, then long names are cut in the
 * middle: state, errors, rejected calls and the time to the next probe stay, and no number is cut.
 */
public final class StatusTable {
    private static final int GAP = 2;

    /** Where nobody says how wide the table may be. */
    private static final int LONGEST_ERROR = 80;

    private static final int SHORTEST_ERROR = 20;
    private static final int SHORTEST_NAME = 8;

    private final Screen screen;
    private final Order order;

    public StatusTable(Screen screen, Order order) {
        this.screen = screen;
        this.order = order;
    }

    /**
     * The table as lines, the header first, in colours if the screen has any.
     *
     * @param width how many characters a line may have; 0: any number
     */
    public List<String> lines(ProgramView program, int width) {
        return lines(program, Rates.NONE, width);
    }

    List<String> lines(ProgramView program, Rates rates, int width) {
        List<BreakerView> breakers = new ArrayList<>(program.breakers());
        breakers.sort(order.comparator());
        Map<Column, List<String>> cells = cells(breakers, rates);
        fit(cells, breakers, width);
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        cells.forEach((column, texts) -> widths.put(column, longest(texts)));
        List<String> lines = new ArrayList<>();
        for (int row = 0; row <= breakers.size(); row++) {
            lines.add(line(cells, widths, row));
        }
        return lines;
    }

    /** The cells of each column that says anything, below its title. */
    private static Map<Column, List<String>> cells(List<BreakerView> breakers, Rates rates) {
        Map<Column, List<String>> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            List<String> texts = new ArrayList<>();
            texts.add(column.title);
            for (BreakerView breaker : breakers) {
                texts.add(column.cell(breaker, rates));
            }
            cells.put(column, texts);
        }
        if (!rates.areKnown()) {
            cells.remove(Column.CALLS_PER_SECOND);
            cells.remove(Column.ERRORS_PER_SECOND);
        }
        List<String> errorRates = cells.getOrDefault(Column.ERROR_RATE, List.of());
        if (errorRates.subList(1, errorRates.size()).stream().allMatch("-"::equals)) {
            cells.remove(Column.ERROR_RATE);
        }
        return cells;
    }

    private static void fit(Map<Column, List<String>> cells, List<BreakerView> breakers, int width) {
        if (width <= 0) {
            cutErrors(cells, LONGEST_ERROR);
            return;
        }
        int room = width - total(cells) + longest(cells.getOrDefault(Column.LAST_ERROR, List.of()));
        List<Column> going = new ArrayList<>(cells.keySet());
        going.removeIf(column -> column.goes == 0);
        going.sort(Comparator.comparingInt(column -> column.goes));
        boolean isEnforced = breakers.stream()
                .allMatch(breaker -> breaker.text(BreakerFigure.MODE).equals("enforce"));
        if (!isEnforced && going.remove(Column.MODE)) {
            going.add(Math.max(0, going.size() - 1), Column.MODE);
        }
        Map<Column, List<String>> gone = new EnumMap<>(Column.class);
        List<Column> inOrder = new ArrayList<>();
        while (room < SHORTEST_ERROR && !going.isEmpty()) {
            Column column = going.remove(0);
            List<String> texts = cells.remove(column);
            if (texts != null) {
                gone.put(column, texts);
                inOrder.add(0, column);
                room += longest(texts) + GAP;
            }
        }
        if (cells.containsKey(Column.LAST_ERROR)) {
            cutErrors(cells, Math.max(SHORTEST_ERROR, room));
        } else {
            bringBack(cells, gone, inOrder, width);
            cutNames(cells, breakers, width);
        }
    }

    /** The errors have gone: what is left of their room is for others, the most important first. */
    private static void bringBack(
            Map<Column, List<String>> cells, Map<Column, List<String>> gone, List<Column> inOrder, int width) {
        for (Column column : inOrder) {
            List<String> texts = gone.getOrDefault(column, List.of());
            if (column != Column.LAST_ERROR && total(cells) + longest(texts) + GAP <= width) {
                cells.put(column, texts);
            }
        }
    }

    private static int total(Map<Column, List<String>> cells) {
        return cells.values().stream().mapToInt(texts -> longest(texts) + GAP).sum() - GAP;
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static void cutErrors(Map<Column, List<String>> cells, int longest) {
        cells.computeIfPresent(Column.LAST_ERROR, (column, errors) -> errors.stream()
                .map(error -> error.length() > longest ? error.substring(0, longest - 3) + "..." : error)
                .toList());
    }

    private static void cutNames(Map<Column, List<String>> cells, List<BreakerView> breakers, int width) {
        int surplus = total(cells) - width;
        List<String> names = cells.getOrDefault(Column.NAME, List.of());
        if (surplus > 0) {
            int longest = Math.max(SHORTEST_NAME, longest(names) - surplus);
            cells.put(
                    Column.NAME,
                    names.stream().map(name -> cut(name, longest, breakers)).toList());
        }
    }

    /** Cut in the middle by a star: the commands take it for the whole name. By dots where it could be another one, too. */
    private static String cut(String name, int longest, List<BreakerView> breakers) {
        if (name.length() <= longest) {
            return name;
        }
        int tail = (longest - 1) / 2;
        String head = name.substring(0, longest - 1 - tail);
        String end = name.substring(name.length() - tail);
        String pattern = head + '*' + end;
        BreakerPattern meant = BreakerPattern.of(pattern);
        long meantBreakers = breakers.stream()
                .filter(breaker -> meant.means(breaker.name(), breaker.key()))
                .count();
        return meantBreakers == 1 ? pattern : head + '…' + end;
    }

    private String line(Map<Column, List<String>> cells, Map<Column, Integer> widths, int row) {
        StringBuilder line = new StringBuilder();
        StringBuilder gap = new StringBuilder();
        for (Map.Entry<Column, List<String>> column : cells.entrySet()) {
            String text = column.getValue().get(row);
            String fill = " ".repeat(widths.getOrDefault(column.getKey(), 0) - text.length());
            String shown = row == 0
                    ? screen.in(Colour.BOLD, text)
                    : column.getKey() == Column.STATE ? screen.in(colour(text), text) : text;
            // Nothing stands behind the last text of a line.
            line.append(gap).append(column.getKey().isRight ? fill : "").append(shown);
            gap.setLength(0);
            gap.append(column.getKey().isRight ? "" : fill).append(" ".repeat(GAP));
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

    /** How many breakers there are in each state: {@code 44: 36 closed, 8 open}. */
    public static String sum(ProgramView program) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String state : List.of("CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN", "FORCED_CLOSED")) {
            counts.put(state, 0);
        }
        for (BreakerView breaker : program.breakers()) {
            counts.merge(breaker.state(), 1, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> {
            if (count > 0) {
                parts.add(count + " "
                        + state.toLowerCase(Locale.ROOT)
                                .replace("half_", "half-")
                                .replace('_', ' '));
            }
        });
        return program.breakers().size() + (parts.isEmpty() ? " breakers" : ": " + String.join(", ", parts));
    }
}
