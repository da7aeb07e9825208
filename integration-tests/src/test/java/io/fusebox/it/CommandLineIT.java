package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar as a program. */
class CommandLineIT {

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void withoutACommandItShowsItsUsage(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).runAgentJar()) {
            assertThat(jvm.awaitExit()).isEqualTo(2);
            assertThat(jvm.stdout()).isEmpty();
            assertThat(jvm.stderr()).anyMatch(line -> line.startsWith("usage: "));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void saysItsVersionOnStdout(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).runAgentJar("version")) {
            assertThat(jvm.awaitExit()).isZero();
            assertThat(jvm.stdout()).singleElement().asString().matches("fusebox \\d+\\.\\d+\\.\\d+");
            assertThat(jvm.stderr()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void checksAFile(Jdk jdk, @TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), "breaker.a.reset-timeout = 30\n");
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).runAgentJar("check", "fusebox.properties")) {
            assertThat(jvm.awaitExit()).isEqualTo(1);
            assertThat(jvm.stdout())
                    .singleElement()
                    .asString()
                    .startsWith("fusebox.properties:1: breaker.a.reset-timeout = 30: ");
            assertThat(jvm.stderr()).singleElement().asString().startsWith("1 problem in fusebox.properties");
        }
    }
}
