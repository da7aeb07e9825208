package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** jcstress silently leaves out a test with more actors than the machine has processors. */
class StressActorsTest {
    private static final Path STRESS = Path.of("src", "jcstress", "java", "io", "fusebox", "internal", "engine");

    @Test
    void twoActorsEachSoThatEveryMachineRunsThem() throws IOException {
        try (Stream<Path> files = Files.list(STRESS)) {
            List<Path> tests = files.filter(file -> file.toString().endsWith("Stress.java"))
                    .toList();
            assertThat(tests).hasSizeGreaterThan(15);
            for (Path test : tests) {
                assertThat(Files.readAllLines(test).stream()
                                .filter(line -> line.strip().equals("@Actor")))
                        .as(test.toString())
                        .hasSize(2);
            }
        }
    }
}
