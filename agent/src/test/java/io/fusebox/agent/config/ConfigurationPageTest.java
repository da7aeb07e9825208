package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page of the configuration shows is what happens. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void theExampleHasNoProblem() throws Exception {
        Configuration properties = read("fusebox.properties", block(1), Map.of(), Map.of());
        Configuration json = read("fusebox.json", block(3), Map.of(), Map.of());

        assertThat(properties.problems()).isEmpty();
        assertThat(properties.breakers()).extracting(BreakerDefinition::name).containsExactly("payments", "http");
        assertThat(json.problems()).isEmpty();
        assertThat(json.breaker("payments").methods())
                .isEqualTo(properties.breaker("payments").methods());
        assertThat(json.agent()).isEqualTo(properties.agent());
    }

    @Test
    void theProblemsAreThoseThatTheReaderReports() throws Exception {
        Configuration configuration = read(
                "fusebox.properties",
                block(4),
                Map.of("fusebox.agent.strickt", "true"),
                Map.of("FUSEBOX_BREAKER_MAIL_WINDOW", "100"));

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactlyElementsOf(block(5).lines().toList());
    }

    @Test
    void theCorrectionsAreThoseThatTheReaderReports() throws Exception {
        assertThat(read("fusebox.properties", block(6), Map.of(), Map.of()).problems())
                .extracting(Problem::toString)
                .containsExactlyElementsOf(block(7).lines().toList());
    }

    private static Configuration read(
            String file, String text, Map<String, String> properties, Map<String, String> environment) {
        return new ConfigReader(properties, environment).read(text, file);
    }

    /** The text between the fences of one of the page's blocks, counted from 1. */
    private static String block(int number) throws Exception {
        String[] parts = Files.readString(PAGE).split("(?m)^```.*\\n", -1);
        return parts[2 * number - 1];
    }
}
