package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonConfigurationTest {
    @Test
    void aTreeSaysTheSameAsProperties() {
        Configuration json = read("""
                {
                  "breaker": {
                    "payments": {
                      "methods": ["com.acme.PaymentClient#charge", "com.acme.PaymentClient#refund(long, java.lang.String)"],
                      "error-threshold": 3,
                      "resetTimeout": "1m30s"
                    },
                    "eu.http": {"methods": "a.B#c, a.B#d", "key": "arg0"}
                  },
                  "defaults": {"success-threshold": 4},
                  "agent": {"strict": true}
                }
                """);
        Configuration properties = new ConfigReader(Map.of(), Map.of()).read("""
                breaker.payments.methods = com.acme.PaymentClient#charge, com.acme.PaymentClient#refund(long, java.lang.String)
                breaker.payments.error-threshold = 3
                breaker.payments.reset-timeout = 1m30s
                breaker.eu.http.methods = a.B#c, a.B#d
                breaker.eu.http.key = arg0
                defaults.success-threshold = 4
                agent.strict = true
                """, "fusebox.properties");

        assertThat(json.problems()).isEmpty();
        assertThat(json.breakers()).hasSize(2).isEqualTo(properties.breakers());
        assertThat(json.agent()).isEqualTo(properties.agent());
    }

    @Test
    void itDoesNotMatterAtWhichDotsAKeyIsCut() {
        assertThat(read("{\"breaker.eu.http.mode\": \"off\"}").breakers())
                .isEqualTo(read("{\"breaker\": {\"eu\": {\"http\": {\"mode\": \"off\"}}}}")
                        .breakers())
                .isEqualTo(read("{\"breaker\": {\"eu.http\": {\"mode\": \"off\"}}}")
                        .breakers())
                .hasSize(1);
    }

    @Test
    void problemsHaveTheLineOfTheValueInTheTree() {
        Configuration configuration = read("""
                {
                  "breaker": {
                    "a": {
                      "methods": [
                        "a.B#c",
                        "a.B.d"
                      ],
                      "eror-threshold": 5,
                      "mode": ["off"],
                      "key": null
                    },
                    "b": {"mode": "observe"},
                    "a": {"methods": "a.B#c"}
                  },
                  "agent": {"log": {"file": "x"}}
                }
                """);

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "fusebox.json:6: breaker.a.methods = a.B.d: has no # between type and method; write a.B#d",
                        "fusebox.json:8: breaker.a.eror-threshold = 5: unknown key; write breaker.a.error-threshold",
                        "fusebox.json:9: breaker.a.mode = off: is a list; write off",
                        "fusebox.json:10: breaker.a.key = null: is no value; leave the key out for the default",
                        "fusebox.json:13: breaker.a.methods = a.B#c: duplicate key, set in line 4 already; remove one"
                                + " of the two",
                        "fusebox.json:15: agent.log.file = x: unknown key; it is one of mode, strict, reload-interval,"
                                + " log, log-format, stack-traces, annotations, jmx, http, http-token-file, micrometer, dump-classes");
        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"breaker\": {        | 1",
                "{\"a\": 1,}            | 1",
                "breaker.b.mode = off   | 1",
                "{'breaker': {}}        | 1",
                "[]                     | 1",
                "{} {}                  | 1",
                "{\"agent.strict\": [[true]]} | 1",
                "{\"a\": 1 // no        | 1",
            })
    void whatIsNoJsonIsAProblemWithALine(String text, int line) {
        Configuration configuration = read(text);

        assertThat(configuration.breakers()).isEmpty();
        assertThat(configuration.problems()).first().satisfies(problem -> {
            assertThat(problem.origin().line()).isEqualTo(line);
            assertThat(problem.toString()).doesNotContain("Source:").doesNotContain("\n");
        });
    }

    @Test
    void halfAFileIsNoConfiguration() {
        Configuration configuration = read("{\"breaker\": {\"b\": {\"mode\": \"off\"},\n \"c\": {\"mode\": ");

        assertThat(configuration.isReadable()).isFalse();
        assertThat(configuration.breakers()).isEmpty();
        assertThat(configuration.problems()).singleElement().satisfies(problem -> assertThat(problem.toString())
                .startsWith("fusebox.json:2: is not JSON: Unexpected end-of-input")
                .endsWith("; nothing is guarded until it is corrected"));
    }

    @Test
    void nestingWithoutEndIsRefusedBeforeTheStackEnds() {
        assertThat(read("{\"a\":".repeat(100_000)).problems()).hasSize(1);
        assertThat(read("{\"a\":" + "[".repeat(100_000)).problems()).hasSize(1);
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "fusebox.json");
    }
}
