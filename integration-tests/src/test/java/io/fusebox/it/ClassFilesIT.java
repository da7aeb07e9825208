package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class files of all ages and sizes. */
class ClassFilesIT {

    /** Java 1.2, where the JVM's old verifier is at work, to Java 8. */
    private static final int OLDEST = 46;

    private static final int JAVA_8 = 52;

    /** {@code x = x * 31 + 7} takes so many bytes of code. */
    private static final int BYTES_OF_STATEMENT = 8;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void classFilesOfOldCompilersAreGuarded(Jdk jdk) throws Exception {
        List<String> folders = new ArrayList<>();
        for (int version = OLDEST; version <= JAVA_8; version++) {
            folders.add(classesOfVersion(version).toString());
        }
        List<String> plain = run(Programs.on(jdk, directory), "com.acme.Versions", folders);
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, "breaker.old.methods = com.acme.vintage.Vintage#*")
                .run("com.acme.Versions", folders.toArray(String[]::new))) {
            jvm.awaitStdout("done"::equals);
            try (Management management = Management.of(jvm)) {
                assertThat(management.methods("old")).hasSize(5);
                assertThat(management.count("old", "TotalSuccessCount")).isEqualTo(5L * folders.size());
                assertThat(management.count("old", "TotalErrorCount")).isEqualTo(folders.size());
                management.assertNoFault();
            }
            finish(jvm, plain);
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void largeMethodsAreGuardedAndThoseThatWouldGrowTooLargeAreTold(Jdk jdk) throws Exception {
        compile("Large", statements(7_500), "");
        compile("Locals", locals(400), "");
        compile("Full", statements(65_520 / BYTES_OF_STATEMENT), "public static int small(int x) { return x; }");
        List<String> methods = List.of(
                "com.acme.big.Large#big",
                "com.acme.big.Locals#big",
                "com.acme.big.Full#big",
                "com.acme.big.Full#small");
        List<String> plain = run(Programs.on(jdk, directory).onClassPath(directory), "com.acme.Calls", methods);
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, "breaker.big.methods = com.acme.big.*#*")
                .onClassPath(directory)
                .run("com.acme.Calls", methods.toArray(String[]::new))) {
            jvm.awaitStdout("done"::equals);
            try (Management management = Management.of(jvm)) {
                assertThat(management.methods("big"))
                        .containsExactly(
                                "com.acme.big.Full#small(int)",
                                "com.acme.big.Large#big(int)",
                                "com.acme.big.Locals#big(int)");
                assertThat(management.count("big", "TotalSuccessCount")).isEqualTo(6);
                assertThat(management.unmatched())
                        .singleElement()
                        .asString()
                        .contains("com.acme.big.Full#big(int): it is too large");
                management.assertNoFault();
            }
            finish(jvm, plain);
            assertThat(jvm.stderr())
                    .filteredOn(line -> line.contains("not guarded"))
                    .singleElement()
                    .asString()
                    .contains("com.acme.big.Full#big(int): it is too large");
        }
    }

    private static List<String> run(ForkedJvm.Builder builder, String program, List<String> arguments)
            throws Exception {
        try (ForkedJvm jvm = builder.run(program, arguments.toArray(String[]::new))) {
            jvm.awaitStdout("done"::equals);
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            return jvm.stdout();
        }
    }

    private static void finish(ForkedJvm jvm, List<String> plain) throws Exception {
        jvm.say("go");
        assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        assertThat(jvm.stdout()).isEqualTo(plain);
        assertThat(jvm.stderrOfProgram()).isEmpty();
    }

    /** The version of a class file is in its bytes 6 and 7. */
    private Path classesOfVersion(int version) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("version" + version + "/com/acme/vintage"));
        for (String name : List.of("Main.class", "Vintage.class")) {
            byte[] bytes = Files.readAllBytes(Programs.CLASSES_OF_JAVA_8.resolve("com/acme/vintage/" + name));
            assertThat(bytes[7]).isEqualTo((byte) JAVA_8);
            bytes[7] = (byte) version;
            Files.write(folder.resolve(name), bytes);
        }
        return directory.resolve("version" + version);
    }

    /** An early return has to jump over all the rest. */
    private static String statements(int count) {
        return "if (x == 0) return -1;\n" + "x = x * 31 + 7;\n".repeat(count - 1);
    }

    private static String locals(int count) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < count; i++) {
            body.append("long l").append(i).append(" = x + ").append(i).append(";\n");
        }
        for (int i = 0; i < count; i++) {
            body.append("x += (int) l").append(i).append(";\n");
        }
        return body.toString();
    }

    private void compile(String name, String body, String more) throws Exception {
        Path source = Files.createDirectories(directory.resolve("src")).resolve(name + ".java");
        Files.writeString(source, """
                package com.acme.big;
                public class %s {
                    public static int big(int x) {
                        %s
                        return x;
                    }
                    %s
                }
                """.formatted(name, body, more));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", directory.toString(), source.toString());
        assertThat(result).isZero();
    }
}
