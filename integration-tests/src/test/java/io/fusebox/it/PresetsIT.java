package io.fusebox.it;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Presets with the real libraries: answers, errors, a service that hangs, resets or refuses, one sick host beside a healthy one,
 * recovery, and for each line of a preset what shows when it is missing ({@link PresetLinesIT}).
 */
class PresetsIT {
    @TempDir
    Path directory;

    static Stream<Arguments> programs() {
        return PresetProgram.ALONE.stream()
                .flatMap(program -> program.libraries().map(libraries -> arguments(program, libraries)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programs")
    void eachCallCountsOnceAndAsWhatItIs(PresetProgram program, ClientLibraries libraries) throws Exception {
        program.run(libraries, directory);
    }
}
