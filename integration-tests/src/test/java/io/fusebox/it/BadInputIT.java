package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with the configuration: a line for each problem, and the program runs. */
class BadInputIT {

    private static final String WORK = "breaker.a.methods = com.acme.Plain#work";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void everyProblemIsALineAndWhatHasNoneIsGuarded(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("mixed.properties"), """
                breaker.good.methods = com.acme.Plain#work
                breaker.b.methods = com.acme.Plain#work(int)
                breaker.b.methods = com.acme.Plain#work(long)
                breaker.c.methods = com.acme.Plain#work(int
                breaker.d.methods =
                breaker.e.methods = com.acme.Plain#work, com.acme.Plain#<init>, com.acme.Plain#<clinit>
                breaker.f.methods = com.acme.Plain#rest
                breaker.f.reset-timeout = 30
                breaker.f.error-treshold = 0
                breakers.g.methods = com.acme.Plain#rest
                """);
        assertThat(stderr(jdk, "mixed.properties"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("mixed.properties:3: breaker.b.methods = "),
                        line -> assertThat(line).startsWith("mixed.properties:4: breaker.c.methods = "),
                        line -> assertThat(line).startsWith("mixed.properties:5: breaker.d.methods = "),
                        line -> assertThat(line).contains(":6: ", "names a constructor, which cannot be guarded"),
                        line -> assertThat(line).contains(":6: ", "a static initialiser, which cannot be guarded"),
                        line -> assertThat(line).contains(":8: breaker.f.reset-timeout = 30: ", "write 30s"),
                        line -> assertThat(line).contains(":9: breaker.f.error-treshold", "error-threshold"),
                        line -> assertThat(line).contains(":10: breakers.g.methods", "breaker.g.methods"),
                        line -> assertThat(line)
                                .contains(": 1 breaker from mixed.properties: good (1 method)")
                                .endsWith("left out for their problems: b, c, d, e, f"));
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void strictEndsTheJvmBeforeMain(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("strict.properties"), "agent.strict = true\n" + WORK + "(\n");
        Files.writeString(directory.resolve("sound.properties"), "agent.strict = true\n" + WORK + "\n");
        for (String file : List.of("strict.properties", "missing.properties")) {
            try (ForkedJvm jvm = Programs.on(jdk, directory)
                    .withAgent(file)
                    .with("-Dfusebox.agent.strict=true")
                    .run("com.acme.Plain")) {
                assertThat(jvm.awaitExit()).as(jvm.transcript()).isEqualTo(1);
                assertThat(jvm.stdout()).isEmpty();
                assertThat(jvm.stderrOfProgram()).isEmpty();
                assertThat(jvm.stderr()).anyMatch(line -> line.startsWith("[fusebox] " + file + ":"));
            }
        }
        assertThat(stderr(jdk, "sound.properties")).hasSize(1);
    }

    @Test
    void noFileHarmsTheProgram() throws Exception {
        byte[] garbage = new byte[200_000];
        new Random(20).nextBytes(garbage);
        Files.write(directory.resolve("binary.properties"), garbage);
        Files.write(directory.resolve("binary.json"), garbage);
        Files.createDirectory(directory.resolve("directory.properties"));
        Files.writeString(directory.resolve("huge.properties"), ("# " + "x".repeat(1000) + "\n").repeat(5_000) + WORK);
        Files.writeString(directory.resolve("utf16.properties"), WORK, StandardCharsets.UTF_16);
        Files.writeString(directory.resolve("cut.json"), "{\"breaker\": {\"a\": {\"methods\": [\"com.acme");
        Files.writeString(directory.resolve("list.json"), "[1, 2]");
        Files.writeString(directory.resolve("deep.json"), "{\"a\":".repeat(100_000));
        for (String file : List.of(
                "binary.properties",
                "binary.json",
                "directory.properties",
                "huge.properties",
                "utf16.properties",
                "cut.json",
                "list.json",
                "deep.json",
                "missing.properties",
                "/proc/self/mem")) {
            String name = Path.of(file).getFileName().toString();
            assertThat(stderr(Jdks.newest(), file))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith(file + ":").contains("; "),
                            line -> assertThat(line).contains(": no breakers from " + name));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no breakers from",
                "breaker.a.methods = com.acme.Plain#wrok | a: com.acme.Plain#wrok: com.acme.Plain has no such method",
                "breaker.a.methods = com.acme.Plain#work(long) | has no such method; it has work(int)",
                "breaker.a.methods = java.lang.String#length | java.lang.String: Fusebox or the loading of classes runs on this class",
                "breaker.a.methods = java.lang.Thread#start0 | java.lang.Thread: Fusebox or the loading of classes runs on this class",
                "breaker.a.methods = com.acme.Kept$Native#size | com.acme.Kept$Native#size(): it is native",
                "breaker.a.methods = io.fusebox.CircuitBreaker#call | names a class of Fusebox itself",
                "breaker.a.mode = off | 1 breaker from",
                "defaults.mode = sometimes | a.properties:1: defaults.mode = sometimes: is not known",
            })
    void whatCannotBeGuardedIsTold(String configuration, String told) throws Exception {
        Files.writeString(directory.resolve("a.properties"), configuration + "\n");
        assertThat(stderr(Jdks.newest(), "a.properties"))
                .anySatisfy(line -> assertThat(line).contains(told));
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theFileIsTheArgumentsElseThePropertysElseTheVariablesElseTheWorkingDirectorys(Jdk jdk) throws Exception {
        for (String name : List.of("argument", "property", "variable", "fusebox")) {
            Files.writeString(directory.resolve(name + ".properties"), WORK);
        }
        ForkedJvm.Builder program = Programs.on(jdk, directory);
        assertThat(stderr(program.withAgent(""))).singleElement().asString().contains("from fusebox.properties");
        program.withEnvironment("FUSEBOX_CONFIG", "variable.properties");
        assertThat(stderr(program)).singleElement().asString().contains("from variable.properties");
        program.with("-Dfusebox.config=property.properties");
        assertThat(stderr(program)).singleElement().asString().contains("from property.properties");
        program = Programs.on(jdk, directory)
                .with("-Dfusebox.config=property.properties")
                .withAgent(directory.resolve("argument.properties").toString());
        assertThat(stderr(program)).singleElement().asString().contains("from argument.properties");
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void withoutAFileTheOverridesAreTheConfiguration(Jdk jdk) throws Exception {
        String told = "1.0.0: 1 breaker from system properties and environment: work (1 method)";
        String property = "-Dfusebox.breaker.work.methods=com.acme.Plain#work";

        assertThat(stderr(Programs.on(jdk, directory).withAgent("").with(property)))
                .containsExactly(told);
        assertThat(stderr(Programs.on(jdk, directory)
                        .withAgent("")
                        .withEnvironment("FUSEBOX_BREAKER_WORK_METHODS", "com.acme.Plain#work\n")))
                .containsExactly(told);
        assertThat(stderr(Programs.on(jdk, directory)
                        .withAgent("missing.properties")
                        .with(property)))
                .anySatisfy(line -> assertThat(line).startsWith("missing.properties: cannot be read: "))
                .anySatisfy(line -> assertThat(line).contains(": no breakers from missing.properties"));
    }

    private List<String> stderr(Jdk jdk, String file) throws Exception {
        return stderr(Programs.on(jdk, directory).withAgent(file));
    }

    /** Runs a program, which is to do its work; the agent's lines without their prefix. */
    private static List<String> stderr(ForkedJvm.Builder program) throws Exception {
        try (ForkedJvm jvm = program.run("com.acme.Plain")) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isEqualTo(3);
            assertThat(jvm.stdout()).containsExactly("4 is the result");
            assertThat(jvm.stderrOfProgram()).isEmpty();
            List<String> lines = new ArrayList<>();
            for (String line : jvm.stderr()) {
                lines.add(line.substring("[fusebox] ".length()));
            }
            return lines;
        }
    }
}
