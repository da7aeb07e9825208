package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in other formats, characters that nobody sees, secrets, line ends, very long lists. */
class UnexpectedTextTest {
    private static final String YAML = """
            # comment
            breaker:
              payments:
                methods:
                  - com.acme.T#fetch
                reset-timeout: 30s
            """;

    private static final String TOML = """
            title = "x"
            [breaker.payments]
            methods = ["com.acme.T#fetch"]
            """;

    private static final String HOCON = """
            breaker {
              payments { methods = "com.acme.T#fetch" }
            }
            """;

    private static final String XML = "<?xml version=\"1.0\"?>\n<breaker name=\"payments\"/>\n";

    private static final String JSON = "\n{\n  \"breaker\": {\"payments\": {}}\n}\n";

    @Test
    void aFileInAnotherFormatIsOneProblem() {
        assertThat(problems(YAML)).singleElement().asString().startsWith("f.properties:2: is YAML, not properties; ");
        assertThat(problems(TOML)).singleElement().asString().startsWith("f.properties:2: is TOML, not properties; ");
        assertThat(problems(HOCON)).singleElement().asString().startsWith("f.properties:1: is HOCON, not properties; ");
        assertThat(problems(XML)).singleElement().asString().startsWith("f.properties:1: is XML, not properties; ");
        assertThat(problems(JSON))
                .containsExactly(
                        "f.properties:2: is JSON, not properties; give the file a name that ends in .json; nothing is"
                                + " guarded until then");
        assertThat(read(YAML, "f.yml").isReadable()).isFalse();
    }

    @Test
    void propertiesStayPropertiesWhateverTheFileIsCalled() {
        String text = "breaker.b.methods: com.acme.T#fetch\nbreaker.b.mode : observe\n";

        assertThat(read(text, "application.yaml").problems()).isEmpty();
        assertThat(read(text + "breaker.b.colour: red\n", "f.properties").problems())
                .hasSize(1);
        assertThat(read(text + "breaker.b.colour: red\n", "f.properties").isReadable())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200b, 0x00ad, 0xfeff, 0x00a0, 0x202e, 0x2066, 0x200d, 0x2028, 0x3000, 0xe0020, 0x115f})
    void aCharacterThatNobodySeesIsNamed(int character) {
        String seen = "(U\\+%04X \\(.*\\))".formatted(character);
        String odd = Character.toString(character);
        for (String line : List.of(
                "breaker.b.methods = com.acme.T" + odd + "#fetch",
                "breaker.b.error-threshold = " + odd + "2",
                "breaker.b.reset-timeout = 30s" + odd,
                "breaker.b.ignore-exceptions = java.io.IO" + odd + "Exception",
                "breaker.b.mode = ob" + odd + "serve",
                "breaker.b" + odd + ".mode = observe",
                "breaker.b.m" + odd + "ode = observe")) {
            assertThat(problems(line)).as(line).singleElement().asString().containsPattern("has " + seen);
        }
        assertThat(problems("breaker.b.on-open = return \"a" + odd + "b\"")).isEmpty();
    }

    @Test
    void whatMovesTheCursorOrTurnsTheTextDoesNotReachATerminal() {
        for (String problem :
                problems("breaker.b.\u202emode = on\nbreaker.\u001b[31mb.mode = x\u001b]0;title\u0007\n")) {
            assertThat(problem.chars().filter(c -> c < ' ' || c == 0x202e))
                    .as(problem)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "breaker.b.reset-timeout = ${DB_PASSWORD}",
                "breaker.b.methods = ${DB_PASSWORD}",
                "breaker.b.methods = com.acme.T#fetch, ${DB_PASSWORD}",
                "breaker.b.ignore-exceptions = java.io.IOException, x ${DB_PASSWORD}",
                "breaker.b.error-when = ${DB_PASSWORD}",
                "breaker.b.on-open = call ${DB_PASSWORD}",
                "breaker.b.key = ${DB_PASSWORD:x}",
                "breaker.b.error-threshold = ${NONE:${DB_PASSWORD}}",
                "agent.log-format = ${DB_PASSWORD}",
                "breaker.b.mode = observe ${DB_PASSWORD}",
            })
    void theValueOfAPlaceholderIsNotPrinted(String line) {
        Map<String, String> environment = Map.of("DB_PASSWORD", "s3cr3t#\u200bpw");
        List<Problem> problems = new ConfigReader(Map.of(), environment)
                .read(line, "f.properties")
                .problems();

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith("f.properties:1: " + line + ": ");
            assertThat(problem.toString()).doesNotContain("s3cr3t").doesNotContain("pw");
        });
    }

    @Test
    void aLineEndIsNoPartOfAnOverrideOrOfATextInJson() {
        Configuration overridden = new ConfigReader(
                        Map.of("fusebox.breaker.b.reset-timeout", "10s\r\n"),
                        Map.of("FUSEBOX_BREAKER_B_MODE", " observe\n"))
                .read("breaker.b.methods = a.B#c", "f.properties");

        assertThat(overridden.problems()).isEmpty();
        assertThat(overridden.breaker("b").settings().resetTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(read(
                                "{\"breaker\": {\"b\": {\"reset-timeout\": \"10s\\n\", \"methods\": [\"a.B#c\\n\"]}}}",
                                "f.json")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "methods           | com.acme.T%d#fetch(int, java.lang.String) |                ",
                "methods           | com.acme.T%d.fetch                        | com.acme.T0.fetch",
                "ignore-exceptions | com.acme.Broken%dException                |                ",
                "ignore-exceptions | Broken%dException                         | Broken0Exception",
            })
    void tenThousandEntriesAreReadInLinearTime(String setting, String element, String firstProblem) {
        long few = nanos(setting, element, 1_000);
        long many = nanos(setting, element, 10_000);

        assertThat(many).as("%s ms for 1,000", few / 1_000_000).isLessThan(40 * Math.max(few, 20_000_000));
        StringBuilder list = list(element, 3);
        List<Problem> problems =
                read("breaker.b." + setting + " = " + list, "f.properties").problems();
        assertThat(problems).hasSize(firstProblem == null ? 0 : 3);
    }

    private static long nanos(String setting, String element, int count) {
        String text = "breaker.b." + setting + " = " + list(element, count);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            Configuration configuration = read(text, "f.properties");
            best = Math.min(best, System.nanoTime() - begin);
            assertThat(configuration.breakers().size() + configuration.leftOut().size())
                    .isEqualTo(1);
        }
        return best;
    }

    private static StringBuilder list(String element, int count) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < count; i++) {
            list.append(i == 0 ? "" : ", ").append(element.formatted(i));
        }
        return list;
    }

    private static List<String> problems(String text) {
        return read(text, "f.properties").problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static Configuration read(String text, String file) {
        return new ConfigReader(Map.of(), Map.of()).read(text, file);
    }
}
