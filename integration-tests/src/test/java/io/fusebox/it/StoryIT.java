package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A night of an operator with nothing but a terminal, at a program that never stops serving its customers. */
class StoryIT {
    private static final String PAYMENTS = "breaker.payments.methods = com.acme.subject.Bank#charge\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void attachWatchTripForceReloadDetachAttach(Jdk jdk) throws Exception {
        Path file = Files.writeString(directory.resolve("fusebox.properties"), PAYMENTS);
        try (ForkedJvm till = Programs.on(jdk, directory).run("com.acme.Till")) {
            till.awaitStdout("ready"::equals);
            till.ask("open");
            String pid = Long.toString(till.pid());
            assertThat(command(jdk, "attach", pid, "fusebox.properties"))
                    .isEqualTo("process " + pid + ": 1.0.0: 1 breaker from fusebox.properties: payments (1 method)");

            try (ForkedJvm watch = ForkedJvm.on(jdk).in(directory).runAgentJar("watch", pid)) {
                awaitRow(watch, "payments +CLOSED .*");
                till.ask("fail");
                awaitRow(watch, "payments +OPEN .* java\\.lang\\.IllegalStateException: the bank is down");
                till.ask("work");
                assertThat(command(jdk, "force-close", pid, "payments"))
                        .startsWith("payments is now FORCED_CLOSED (was ");
                awaitRow(watch, "payments +FORCED_CLOSED .*");

                Files.writeString(file, PAYMENTS + "breaker.refunds.methods = com.acme.subject.Bank#refund\n");
                assertThat(command(jdk, "reload", pid))
                        .contains(": 2 breakers ")
                        .endsWith("payments (1 method), refunds (1 method)");
                awaitRow(watch, "refunds +CLOSED .*");
                awaitRow(watch, "payments +FORCED_CLOSED .*");
                assertThat(command(jdk, "close", pid, "payments"))
                        .startsWith("payments is now CLOSED (was FORCED_CLOSED)");
                try (Management management = Management.of(till)) {
                    management.assertNoFault();
                }

                assertThat(command(jdk, "detach", pid)).endsWith("detached: 2 methods are as before");
                assertThat(watch.awaitExit()).as(watch.transcript()).isEqualTo(1);
                assertThat(watch.stderr()).singleElement().asString().contains(pid);
            }
            assertThat(till.ask("close")).matches("counted \\[[1-9]\\d*, [1-9]\\d*, [1-9]\\d*\\]");
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");

            assertThat(command(jdk, "attach", pid, "fusebox.properties")).contains(": 2 breakers ");
            assertThat(till.ask("charge")).isEqualTo("[1, 0, 0]");
            Command status = Command.run(jdk, directory, "status", pid);
            assertThat(status.stdout().get(1))
                    .as("counted from the second attach on")
                    .matches("payments +CLOSED +enforce +0 +1 +0 .*");
        }
    }

    private String command(Jdk jdk, String... arguments) throws Exception {
        return Command.run(jdk, directory, arguments).answer();
    }

    private static void awaitRow(ForkedJvm watch, String row) {
        watch.awaitStdout(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  " + row));
    }
}
