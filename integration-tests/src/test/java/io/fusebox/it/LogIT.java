package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the log goes and how it looks. */
class LogIT {
    private static final String PAYMENTS =
            "breaker.payments.methods = com.acme.subject.Bank#charge\nbreaker.payments.error-threshold = 1\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void goesToAFileAsJsonAndFollowsTheConfiguration(Jdk jdk) throws Exception {
        Path json = directory.resolve("fusebox.json");
        try (ForkedJvm till = Programs.guarded(
                        jdk, directory, PAYMENTS, "agent.log = fusebox.json", "agent.log-format = json")
                .run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            assertThat(Files.readAllLines(json))
                    .singleElement()
                    .asString()
                    .startsWith("{\"time\":\"20")
                    .endsWith("\"event\":\"message\",\"message\":\"1.0.0: 1 breaker from fusebox.properties:"
                            + " payments (1 method)\"}");
            till.ask("fail");
            till.ask("charge");
            await().until(() -> Files.readAllLines(json).size() == 2);
            assertThat(Files.readAllLines(json).get(1))
                    .contains(
                            "\"event\":\"transition\"",
                            "\"breaker\":\"payments\",\"from\":\"CLOSED\",\"to\":\"OPEN\",\"cause\":\"ERROR_THRESHOLD\","
                                    + "\"reason\":\"1 consecutive error\","
                                    + "\"lastError\":\"java.lang.IllegalStateException: the bank is down\"}");

            Files.writeString(directory.resolve("fusebox.properties"), PAYMENTS + "agent.log = fusebox.log\n");
            Command.run(jdk, directory, "reload", Long.toString(till.pid()));
            Path text = directory.resolve("fusebox.log");
            await().until(() -> Files.exists(text) && !Files.readAllLines(text).isEmpty());
            assertThat(Files.readAllLines(text))
                    .singleElement()
                    .asString()
                    .matches("20[0-9-]+ [0-9:.]+ \\[fusebox\\] reloaded: 1\\.0\\.0: 1 breaker .*");
            assertThat(till.stderr()).isEmpty();
        }
    }

    @Test
    void whatKeepsTheProgramFromStartingIsSaidOnStderrToo() throws Exception {
        try (ForkedJvm plain = Programs.guarded(
                        Jdks.oldest(), directory, "agent.log = off", "agent.strict = true", "breaker.x.methods = 1#")
                .run("com.acme.Plain")) {
            assertThat(plain.awaitExit()).isEqualTo(1);
            assertThat(plain.stderr())
                    .containsExactly("[fusebox] agent.strict = true and the configuration has problems:"
                            + " the program is not started");
        }
    }
}
