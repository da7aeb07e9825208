package io.fusebox.agent.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.replay.CallLog;
import io.fusebox.agent.replay.Outage;
import io.fusebox.internal.engine.BreakerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What a replay shows, of a breaker whose key is anything but harmless. */
class PictureTest {
    private static final String KEY = "<script>\u001b[31m\"&\u202e";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Subject subject = subject();
    private final WhatIf whatIf = new WhatIf(
            List.of(subject),
            Screen.plain(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8)));

    @Test
    void theDrawingIsXmlWhateverTheKeyHolds() throws Exception {
        String svg = whatIf.picture();
        assertThat(svg).doesNotContain("<script", "\u001b", "\u202e").contains("http[&lt;script&gt;");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("title").getLength()).isPositive();
    }

    @Test
    void theDrawingComparesTwoSettings() {
        assertThat(whatIf.picture()).contains("as recorded", "what if");
    }

    @Test
    void theTableAndTheTimelineAreSafeForATerminal() {
        whatIf.print(true);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("\u001b", "\u202e");
        assertThat(text.lines().toList())
                .anyMatch(line -> line.matches("BREAKER +CALLS +ERRORS .*"))
                .anyMatch(line -> line.matches("http\\[.*], as recorded +600 +300 .*"))
                .anyMatch(line -> line.matches("  \\S+  OPEN for .*: 3 consecutive errors; \\d+ rejected, .*"));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("3 of 603 calls were rejected when they were recorded");
    }

    @Test
    void jsonHasTheFieldsOfTheContractAndEscapesTheKey() {
        assertThat(whatIf.json(true))
                .startsWith("{\"unknown\":3,\"breakers\":[{\"name\":\"http\",\"key\":\"<script>\\u001b[31m\\\"&")
                .contains("\"calls\":600,\"errors\":300,\"openings\":")
                .contains("\"openMillis\":", "\"rejected\":", "\"rejectedSuccesses\":", "\"errorsLetThrough\":")
                .endsWith("\"advice\":[]}");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("http: no advice: the recording has one outage");
    }

    private static Subject subject() {
        CallLog log = new CallLog(new BreakerId("http", Optional.of(KEY)), "");
        for (long i = 0; i < 600; i++) {
            boolean fails = i >= 100 && i < 400;
            log.add(i * 100_000_000, i * 100_000_000 + 1_000_000, fails ? CallLog.ERROR : CallLog.SUCCESS);
        }
        for (int i = 0; i < 3; i++) {
            log.addUnknown();
        }
        log.close();
        return new Subject(
                log,
                CircuitBreakerSettings.defaults(),
                CircuitBreakerSettings.builder().errorThreshold(3).build(),
                Outage.of(log));
    }
}
