package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds: never an exception, and each problem on one line that the file has. */
class RandomConfigurationTest {
    private static final String[] PIECES = {
        "breaker.",
        "defaults.",
        "agent.",
        "b",
        "payments",
        "methods",
        "error-threshold",
        "reset-timeout",
        "window",
        "key",
        "on-open",
        "error-when",
        "mode",
        "log",
        "ignore-exceptions",
        " = ",
        "=",
        ":",
        ".",
        ",",
        "#",
        "@",
        "*",
        "**",
        "+",
        "(",
        ")",
        "(..)",
        "[]",
        "...",
        "a.B#c",
        "com.acme.A",
        "5",
        "30s",
        "1m",
        "50%",
        "100 calls",
        "off",
        "throw ",
        "return ",
        "call ",
        "null",
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        "\\\n",
        " ",
        "\t",
        "!",
        "${",
        "}",
        "${A:",
        "$${",
        "result",
        "arg0",
        "this",
        "==",
        "&&",
        "||",
        "<init>",
        "java.lang.String",
        "\\u00",
        "\u00fc",
        "\0",
        "\ufffd",
        "\u2028",
        "-",
        "L",
        "{",
        "[",
        "]",
        "\":",
        "true"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fusebox.properties", "fusebox.json"})
    void garbageIsAlwaysAnsweredWithProblemsOfItsLines(String name) {
        Random random = new Random(42);
        int problems = 0;
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text =
                    new StringBuilder(random.nextInt(3) == 0 ? "{\"breaker\": {\"b\": " : "breaker.b.methods = ");
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            problems += check(text.toString(), name);
        }
        assertThat(problems).isGreaterThan(4_500);
    }

    @Test
    void aConfigurationWithBytesExchangedIsAnsweredWithProblemsOfItsLines() throws Exception {
        byte[] sound = """
                breaker.payments.methods = com.acme.PaymentClient#charge, \\
                    com.acme.PaymentClient#refund(long, java.lang.String)
                breaker.payments.error-threshold = 5
                breaker.http.methods = com.acme.HttpGateway+#send(..)
                breaker.http.key = arg0.uri().getHost()
                breaker.http.error-when = result.statusCode() >= 500 || result == null
                breaker.http.on-open = return "none"
                defaults.reset-timeout = ${WAIT:30s}
                """.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(43);
        Path file = folder.resolve("fusebox.properties");
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = sound.clone();
            for (int changes = random.nextInt(4) + 1; changes > 0; changes--) {
                // A byte 0 makes it no text at all, which is one problem of no line.
                bytes[random.nextInt(bytes.length)] = (byte) (1 + random.nextInt(255));
            }
            Files.write(file, bytes);
            Configuration configuration = new ConfigReader(Map.of(), Map.of()).read(file.toFile());
            checkLines(configuration, new String(bytes, StandardCharsets.UTF_8), file.toString());
        }
    }

    private static int check(String text, String name) {
        Configuration configuration;
        try {
            configuration = new ConfigReader(Map.of(), Map.of()).read(text, name);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("thrown for: " + text, e);
        }
        checkLines(configuration, text, name);
        return configuration.problems().size();
    }

    private static void checkLines(Configuration configuration, String text, String file) {
        long lines = text.split("\r\n|\r|\n", -1).length;
        for (Problem problem : configuration.problems()) {
            assertThat(problem.origin().source()).as(text).isEqualTo(file);
            assertThat((long) problem.origin().line()).as(text).isBetween(1L, lines);
            assertThat(problem.toString().lines()).as(text).hasSize(1);
            assertThat(problem.what()).as(text).isNotBlank();
            assertThat(problem.instead()).as(text).isNotBlank();
        }
        for (BreakerDefinition breaker : configuration.breakers()) {
            assertThat(configuration.leftOut()).as(text).doesNotContain(breaker.name());
        }
    }
}
