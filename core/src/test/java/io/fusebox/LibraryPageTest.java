package io.fusebox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the library shows a program and what it prints. */
class LibraryPageTest {
    private static final Pattern PROGRAM =
            Pattern.compile("```java\n(import .*?)```\n\nprints\n\n```\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void theProgramPrintsWhatThePageSays() throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../docs/library.md")));
        assertThat(program.find()).isTrue();
        Path source = directory.resolve("Weather.java");
        Files.writeString(source, program.group(1));
        assertThat(run(source)).isEqualTo(program.group(2));
    }

    /** Compiled and run by the JDK, with nothing on the class path but the library. */
    private static String run(Path source) throws IOException {
        String library = Path.of("target", "classes").toAbsolutePath().toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", library, source.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
