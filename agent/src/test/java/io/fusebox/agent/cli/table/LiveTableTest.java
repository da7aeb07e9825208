package io.fusebox.agent.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of {@code watch}. */
class LiveTableTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LiveTable table = new LiveTable(
            Screen.plain(
                    new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(new ByteArrayOutputStream())),
            Order.STATE,
            "process 4711");

    @Test
    void withoutATerminalOnlyChangesOfStateAreTold() {
        table.show(Tables.program(NOW, Tables.breaker("a", "CLOSED"), Tables.open("b", 9_900)), List.of());
        table.show(Tables.program(NOW, Tables.breaker("a", "CLOSED"), Tables.open("b", 8_900)), List.of());
        table.show(Tables.program(NOW, Tables.open("a", 10_000), Tables.open("b", 7_900)), List.of());
        assertThat(out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d  ", ""))
                        .map(line -> line.substring(0, line.indexOf(' ', 8))))
                .containsExactly("NAME  STATE", "b     OPEN", "a     CLOSED", "a     OPEN");
    }

    @Test
    void theSecondPictureHasRates() {
        BreakerView before = Tables.breaker("a", "CLOSED", Map.of("SUCCESS", 100L, "ERROR", 10L));
        BreakerView after = Tables.breaker("a", "CLOSED", Map.of("SUCCESS", 140L, "ERROR", 15L));
        ProgramView first = Tables.program(NOW, before);
        ProgramView second = Tables.program(NOW.plusSeconds(2), after);
        assertThat(table.picture(first, List.of("a note"), 200))
                .hasSize(5)
                .noneMatch(line -> line.contains("CALLS/S"))
                .endsWith("1: 1 closed", "a note");
        table.show(first, List.of());
        List<String> picture = table.picture(second, List.of(), 200);
        assertThat(picture.get(0)).matches("\\d\\d:\\d\\d:\\d\\d  process 4711  q quits");
        assertThat(picture.get(1)).contains("CALLS/S  ERRORS/S");
        assertThat(picture.get(2)).matches("a +CLOSED +enforce +0 +140 +15 +0 +0 +23 +2\\.5 .*");
    }
}
