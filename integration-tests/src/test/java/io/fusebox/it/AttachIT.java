package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.it.program.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a JVM that runs already. */
class AttachIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void startsInARunningJvm(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), "breaker.payments.error-threshold = 3\n");
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            jvm.attach(ForkedJvm.AGENT, "");
            jvm.awaitStderr(line -> line.startsWith("[fusebox] 1.0.0: 1 breaker "));
            jvm.attach(ForkedJvm.AGENT, "");
            jvm.awaitStderr(line -> line.startsWith("[fusebox] reloaded: 1.0.0: 1 breaker "));
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).containsExactly("waiting");
        }
    }

    /** As {@code check} says: an empty file is right, and guards nothing. Only the watch takes one for a file half written. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void anEmptyFileGuardsNothing(Jdk jdk) throws Exception {
        Path file =
                Files.writeString(directory.resolve("fusebox.properties"), "breaker.payments.error-threshold = 3\n");
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            jvm.attach(ForkedJvm.AGENT, "");
            jvm.awaitStderr(line -> line.startsWith("[fusebox] 1.0.0: 1 breaker "));
            Files.writeString(file, "");
            jvm.attach(ForkedJvm.AGENT, file.toString());
            jvm.awaitStderr(line -> line.startsWith("[fusebox] reloaded: 1.0.0: no breakers from "));
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void answersAConnectionFromAnotherProcess(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).withAgent("").run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            try (JMXConnector connector = jvm.connect()) {
                assertThat(connector.getMBeanServerConnection().getDomains()).contains("java.lang");
            }
        }
    }
}
