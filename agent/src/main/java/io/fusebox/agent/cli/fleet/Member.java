package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.view.ProgramView;
import io.fusebox.agent.view.ViewReader;
import io.fusebox.fleet.JsonTexts;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * A JVM of a fleet, as it told of itself last. Immutable.
 *
 * @param id by which the fleet knows it
 * @param host the machine's name, as the JVM knows it; empty if it did not say
 * @param pid the process id there; empty if it did not say
 * @param now when it published, by its own clock
 * @param program its breakers and figures
 * @param json all that it said
 */
public record Member(String id, String host, String pid, Instant now, ProgramView program, String json) {
    /**
     * Reads what a JVM published, perhaps with another version of Fusebox.
     *
     * @throws IOException if it is no JSON
     */
    static Member read(String id, String json) throws IOException {
        Map<String, String> texts = JsonTexts.of(json);
        ProgramView program = ViewReader.read(json);
        return new Member(
                id,
                texts.getOrDefault("host", ""),
                texts.getOrDefault("pid", ""),
                time(texts.getOrDefault("now", ""), program.at()),
                program,
                json);
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unknown) {
            return otherwise;
        }
    }

    /** How people tell it from others: {@code pod-7/4711}. */
    public String title() {
        return host.isEmpty() || pid.isEmpty() ? id : host + '/' + pid;
    }
}
