package io.fusebox.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code agent.dump-classes}. */
class DumpIT {
    private static final String GUARDED = "breaker.one.methods = com.acme.Plain#work";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void eachWovenClassFileIsWrittenAndNoOther(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, GUARDED, "agent.dump-classes = made/woven")
                .run("com.acme.Plain")) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isEqualTo(3);
        }
        Path woven = directory.resolve("made/woven");
        try (Stream<Path> files = Files.walk(woven)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .isEqualTo(woven.resolve("com/acme/Plain.class"));
        }
        assertThat(Files.readString(woven.resolve("com/acme/Plain.class"), ISO_8859_1))
                .contains("java/lang/FuseboxBridge");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aFolderThatCannotBeWrittenIsOneLineAndTheMethodsAreGuarded(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("file"), "no folder");
        try (ForkedJvm jvm = Programs.guarded(
                        jdk, directory, GUARDED + ", com.acme.Costs#closed", "agent.dump-classes = file")
                .run("com.acme.Plain")) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isEqualTo(3);
            List<String> lines = jvm.stderr().stream()
                    .filter(line -> line.contains("dump-classes"))
                    .toList();
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .startsWith("[fusebox] agent.dump-classes: ")
                    .endsWith("Plain.class cannot be written (Not a directory); woven classes are no longer written");
            assertThat(jvm.stderrOfProgram()).isEmpty();
        }
    }
}
