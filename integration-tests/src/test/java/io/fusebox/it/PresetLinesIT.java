package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of every preset is needed. Takes out each setting, each entry of a list and each comparison of a condition in turn,
 * and runs the programs of the preset: one of them must count a call otherwise than with the whole preset. Takes half an hour, so
 * it runs only with {@code -Ppreset-lines}; {@code -Dpreset=jedis,lettuce} tries some presets alone.
 */
class PresetLinesIT {
    @TempDir
    static Path folder;

    private static ClientServers servers;
    private static RabbitServer broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        servers = ClientServers.start(folder);
        broker = RabbitServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    static Stream<String> presets() {
        String wanted = System.getProperty("preset", "");
        return PresetProgram.all().stream()
                .map(PresetProgram::preset)
                .distinct()
                .filter(preset ->
                        wanted.isEmpty() || Set.of(wanted.split(",", -1)).contains(preset));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void noLineCanBeTakenOut(String preset) throws Exception {
        List<PresetProgram> programs = PresetProgram.all().stream()
                .filter(program -> program.preset().equals(preset))
                .toList();
        assertThat(deviation(programs, ForkedJvm.AGENT)).as("the whole preset").isEmpty();
        List<PresetLine> lines = PresetLine.of(OtherJar.preset(preset));
        assertThat(lines).isNotEmpty();
        List<PresetLine> needless = new ArrayList<>();
        for (PresetLine line : lines) {
            Path jar = OtherJar.withPreset(preset, line.textWithout(), directory.resolve("without.jar"));
            String deviation = deviation(programs, jar);
            if (line.isComparison()) {
                assertThat(deviation)
                        .as("what stays is a condition: " + line.textWithout())
                        .doesNotStartWith(ClientLibraries.PROBLEM);
            }
            if (deviation.isEmpty()) {
                needless.add(line);
            }
        }
        assertThat(needless)
                .as("lines that no program misses, of " + lines.size())
                .isEmpty();
    }

    /** What one of the programs does otherwise than it should, with any version of its library; empty if it is nothing. */
    private String deviation(List<PresetProgram> programs, Path jar) throws Exception {
        for (PresetProgram program : programs) {
            for (ClientLibraries libraries : program.libraries().toList()) {
                String deviation =
                        libraries.deviation(directory, jar, program.preset(), program.name(), arguments(program));
                if (!deviation.isEmpty()) {
                    return deviation;
                }
            }
        }
        return "";
    }

    private static String[] arguments(PresetProgram program) {
        return program.equals(PresetProgram.RABBIT) ? new String[] {broker.port()} : servers.arguments(program);
    }
}
