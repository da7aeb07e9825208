package io.fusebox.agent.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.cli.command.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of breakers, and the names in them. */
class LiveTableTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LiveTable table = new LiveTable(Screen.plain(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(new ByteArrayOutputStream())));

    @Test
    void withoutATerminalOnlyNewLinesAreTold() {
        table.show(List.of("NAME  STATE", "a     CLOSED", "b     CLOSED"), List.of());
        table.show(List.of("NAME  STATE", "a     CLOSED", "b     OPEN"), List.of());
        table.show(List.of("NAME  STATE", "a     CLOSED", "b     OPEN"), List.of());
        assertThat(out.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d  ", "")))
                .containsExactly("NAME  STATE", "a     CLOSED", "b     CLOSED", "b     OPEN");
    }
}
