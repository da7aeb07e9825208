package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads by the tens of thousands. */
class VirtualThreadsIT {

    @TempDir
    Path directory;

    static Stream<Jdk> withVirtualThreads() {
        return Jdks.all().filter(jdk -> jdk.feature() >= 21);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withVirtualThreads")
    void aGuardedCallPinsNoCarrierAndIsCountedExactly(Jdk jdk) throws Exception {
        Path sources = Bed.source("threads").resolve("com/acme/threads/Virtual.java");
        Path classes = compileOn(jdk, sources);
        Files.writeString(
                directory.resolve("fusebox.properties"),
                "breaker.waits.methods = com.acme.threads.Virtual$Guarded#waitAMoment\n");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch("-cp", classes.toString(), "com.acme.threads.Virtual")) {
            jvm.awaitStdout(line -> line.startsWith("pinned "));
            assertThat(jvm.stdout()).as(jvm.transcript()).containsExactly("pinned 0");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("waits", "TotalSuccessCount")).isEqualTo(50_000);
                assertThat(management.count("waits", "ActiveCalls")).isZero();
                management.assertNoFault();
            }
        }
    }

    /** With the JDK's own compiler: that of the tests may be too old to know virtual threads. */
    private Path compileOn(Jdk jdk, Path source) throws Exception {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> command =
                List.of(jdk.home().resolve("bin/javac").toString(), "-d", classes.toString(), source.toString());
        Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
        String messages = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(javac.waitFor()).as(messages).isZero();
        return classes;
    }
}
