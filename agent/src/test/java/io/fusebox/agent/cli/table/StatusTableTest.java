package io.fusebox.agent.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.internal.figures.BreakerFigure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@code status}. */
class StatusTableTest {
    private static final Screen SCREEN =
            Screen.plain(new PrintStream(new ByteArrayOutputStream()), new PrintStream(new ByteArrayOutputStream()));
    private static final ProgramView PROGRAM = Tables.program(
            Instant.EPOCH,
            Tables.breaker("svc-10", "CLOSED", Map.of("SUCCESS", 5L, "ERROR", 7L)),
            Tables.breaker("svc-2", "CLOSED", Map.of("SUCCESS", 9L)),
            Tables.breaker("half", "HALF_OPEN"),
            Tables.breaker("audit", "FORCED_OPEN", Map.of("REJECTED", 1_234_567_890L)),
            Tables.breaker("odd", "SOMETHING_NEW"),
            Tables.breaker("legacy", "FORCED_CLOSED"),
            Tables.open("http[a.very.long.name.of.a.host.internal.example.com]", 12_345));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STATE | http odd audit half legacy svc-2 svc-10",
                "NAME | audit half http legacy odd svc-2 svc-10",
                "ERRORS | svc-10 audit half http legacy odd svc-2",
                "REJECTED | audit half http legacy odd svc-2 svc-10",
                "CALLS | audit svc-10 svc-2 half http legacy odd"
            })
    void rowsAreInTheOrderThatIsAskedFor(Order order, String names) {
        assertThat(new StatusTable(SCREEN, order)
                        .lines(PROGRAM, 0).stream().skip(1).map(line -> line.replaceFirst("[\\[ ].*", "")))
                .containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 70, 80, 100, 120, 200})
    void noLineIsWiderThanTheTerminalAndNoNumberIsCut(int width) {
        List<String> lines = new StatusTable(SCREEN, Order.STATE).lines(PROGRAM, width);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(lines.get(0)).contains("STATE", "ERROR", "REJECTED", "RETRY AFTER");
        assertThat(String.join("\n", lines)).contains("1234567890", "12.4s", "operator", "FORCED_CLOSED");
    }

    @Test
    void aLongNameIsCutSoThatCommandsTakeIt() {
        assertThat(new StatusTable(SCREEN, Order.STATE).lines(PROGRAM, 60).get(1))
                .startsWith("http[a*")
                .contains("com]");
        assertThat(new StatusTable(SCREEN, Order.STATE).lines(PROGRAM, 0).get(1))
                .as("into a pipe it is whole")
                .startsWith("http[a.very.long.name.of.a.host.internal.example.com] ");
        ProgramView twins = Tables.program(
                Instant.EPOCH,
                Tables.breaker("a-name-of-thirty-characters-1-and-the-same-end", "OPEN"),
                Tables.breaker("a-name-of-thirty-characters-2-and-the-same-end", "OPEN"));
        assertThat(new StatusTable(SCREEN, Order.STATE).lines(twins, 60))
                .as("it could be the other one")
                .noneMatch(line -> line.contains("*"))
                .anyMatch(line -> line.contains("…"));
    }

    @Test
    void textOfTheProgramIsMadeSafe() {
        Map<BreakerFigure, Object> values = new EnumMap<>(BreakerFigure.class);
        values.put(BreakerFigure.NAME, "a\u001b[31m");
        values.put(BreakerFigure.STATE, "OPEN\nx");
        values.put(BreakerFigure.LAST_ERROR_TYPE, "E\u001b");
        values.put(BreakerFigure.LAST_ERROR_MESSAGE, "first\nsecond " + "x".repeat(200));
        ProgramView program = Tables.program(Instant.EPOCH, new BreakerView(values, List.of()));
        List<String> lines = new StatusTable(SCREEN, Order.STATE).lines(program, 0);
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("\u001b") || line.contains("\n"));
        assertThat(lines.get(1)).contains("first second").endsWith("...");
    }

    @Test
    void theSumSaysHowManyAreInWhichState() {
        assertThat(StatusTable.sum(PROGRAM))
                .isEqualTo("7: 2 closed, 1 open, 1 half-open, 1 forced open, 1 forced closed, 1 something new");
        assertThat(StatusTable.sum(Tables.program(Instant.EPOCH))).isEqualTo("0 breakers");
    }
}
