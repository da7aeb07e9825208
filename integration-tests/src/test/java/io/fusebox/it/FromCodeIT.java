package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that makes breakers by itself, with its own copy of the library, under the agent. */
class FromCodeIT {

    private static final Path LIBRARY = Path.of("../core/target/classes");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    /** The program says 3, the file says 2; the method it guards is woven too, and so would count twice. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aBreakerOfTheCodeIsTheOneOfTheFile(Jdk jdk) throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../docs/library.md")));
        assertThat(program.find()).isTrue();
        Files.writeString(directory.resolve("Weather.java"), program.group(1));
        Files.writeString(
                directory.resolve("fusebox.properties"),
                "breaker.weather.error-threshold = 2\nbreaker.weather.methods = Weather#fetch\n");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .onClassPath(LIBRARY.toRealPath())
                .withAgent("fusebox.properties")
                .run("Weather.java")) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).hasSize(5);
            assertThat(jvm.stdout().subList(0, 2)).containsOnly("failed: Connection refused");
            assertThat(jvm.stdout().subList(2, 4))
                    .allMatch(line -> line.startsWith("rejected: Circuit breaker 'weather' is OPEN: "));
            assertThat(jvm.stdout().get(4)).isEqualTo("OPEN after 2 errors");
            assertThat(jvm.stderrOfProgram()).isEmpty();
        }
    }
}
