package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class path that holds two classes of one name: the answer for a pattern with {@code +} may come from the wrong one. */
class TwinsIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theClassThatIsDefinedCounts(Jdk jdk) throws Exception {
        Path second = Bed.compile(directory.resolve("second"), List.of(), "twins-second");
        Path first = Bed.compile(directory.resolve("first"), List.of(second), "twins-first", "twins");
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, "breaker.port.methods = com.acme.twins.Port+#call")
                .run("com.acme.Twins", first.toString(), second.toString())) {
            jvm.awaitStdout("other"::equals);
            assertThat(jvm.ask("call")).isEqualTo("called");
            try (Management management = Management.of(jvm)) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(management.methods("port"))
                        .containsExactly("com.acme.twins.Leaf#call()"));
                long before = management.count("port", "TotalSuccessCount");
                assertThat(jvm.ask("call")).isEqualTo("called");
                assertThat(management.count("port", "TotalSuccessCount")).isEqualTo(before + 1);
                management.assertNoFault();
            }
        }
    }
}
