package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A jar that the program gives up is not kept open, though class files of it were read for patterns (R15). */
class GivenUpJarsIT {

    private static final String SUBTYPES = "breaker.port.methods = com.acme.twins.Port+#call\n";
    private static final String ANNOTATION = "breaker.marked.methods = **#@com.acme.Marked\n";

    @TempDir
    Path directory;

    private Path jar = Path.of("");

    @BeforeEach
    void makeJar() throws Exception {
        Path second = Bed.compile(directory.resolve("second"), List.of(), "twins-second");
        Path classes = Bed.compile(directory.resolve("classes"), List.of(second), "twins-first", "twins");
        jar = Bed.jar(directory.resolve("leaves.jar"), classes);
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void whenClassesOfItWereLoadedWithTheAgent(Jdk jdk) throws Exception {
        try (ForkedJvm jvm =
                Programs.guarded(jdk, directory, SUBTYPES, ANNOTATION).run("com.acme.JarLoads", jar.toString())) {
            jvm.awaitStdout("ready"::equals);
            for (int i = 0; i < 3; i++) {
                assertThat(jvm.ask("call")).isEqualTo("open 0");
            }
            try (Management management = Management.of(jvm)) {
                assertThat(management.methods("port")).containsExactly("com.acme.twins.Leaf#call()");
                management.assertNoFault();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void whenTheAgentCameLater(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("late.properties"), SUBTYPES + ANNOTATION);
        try (ForkedJvm jvm = Programs.on(jdk, directory).run("com.acme.JarLoads", jar.toString())) {
            jvm.awaitStdout("ready"::equals);
            assertThat(jvm.ask("wait")).isEqualTo("called");
            String attached = Command.run(jdk, directory, "attach", String.valueOf(jvm.pid()), "late.properties")
                    .answer();
            assertThat(attached).contains("2 breakers");
            assertThat(jvm.ask("go")).isEqualTo("open 0");
        }
    }
}
