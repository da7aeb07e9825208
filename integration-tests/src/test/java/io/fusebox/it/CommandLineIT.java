package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

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
}
