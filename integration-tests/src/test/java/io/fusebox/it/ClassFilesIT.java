package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
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

    /** No compiler writes such class files; what changes class files afterwards may, and the JVM takes them. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aMethodThatCannotBeWovenTakesNoOtherWithIt(Jdk jdk) throws Exception {
        compile("Odd", "", """
                @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                @interface Marked {}
                public static int noted(int x) { return new @Marked Object() == null ? 0 : x; }
                public static int wide(int x) { return -x; }
                """);
        Path odd = directory.resolve("com/acme/big/Odd.class");
        // One type annotation, at a NEW instruction; then one local variable, in the method's three bytes of code.
        patch(odd, "0001 44", "0001 99");
        patch(odd, "0001 0001 00000003 1a74ac", "0001 ffff 00000003 1a74ac");
        compile("Crowded", "", constants(32_756));
        assertThat(constantPool(directory.resolve("com/acme/big/Crowded.class")))
                .isBetween(65_515, 65_535);
        List<String> methods = List.of(
                "com.acme.big.Odd#noted", "com.acme.big.Odd#wide", "com.acme.big.Odd#big", "com.acme.big.Crowded#big");
        List<String> plain = run(Programs.on(jdk, directory).onClassPath(directory), "com.acme.Calls", methods);
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, "breaker.odd.methods = com.acme.big.*#*")
                .onClassPath(directory)
                .run("com.acme.Calls", methods.toArray(String[]::new))) {
            jvm.awaitStdout("done"::equals);
            try (Management management = Management.of(jvm)) {
                assertThat(management.methods("odd")).containsExactly("com.acme.big.Odd#big(int)");
                assertThat(management.count("odd", "TotalSuccessCount")).isEqualTo(2);
                String guard = "odd: com.acme.big.*#*: com.acme.big.";
                assertThat(management.unmatched())
                        .satisfiesExactlyInAnyOrder(
                                line -> assertThat(line).startsWith(guard + "Odd#noted(int): it could not be woven: "),
                                line -> assertThat(line).startsWith(guard + "Odd#wide(int): it has too many local"),
                                line -> assertThat(line).startsWith(guard + "Crowded#big(int): its class has as many"));
                for (String line : management.unmatched()) {
                    jvm.awaitStderr(("[fusebox] not guarded: " + line)::equals);
                }
                management.assertNoFault();
            }
            finish(jvm, plain);
        }
    }

    /** Puts other bytes in the place of those that are there once; both are hexadecimal. */
    private static void patch(Path file, String before, String after) throws Exception {
        String hex = HexFormat.of().formatHex(Files.readAllBytes(file));
        String from = before.replace(" ", "");
        assertThat(hex.split(from, -1)).hasSize(2);
        Files.write(file, HexFormat.of().parseHex(hex.replace(from, after.replace(" ", ""))));
    }

    private static String constants(int count) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append("static final int C")
                    .append(i)
                    .append(" = ")
                    .append(i)
                    .append(";\n");
        }
        return fields.toString();
    }

    /** The number of constants is in bytes 8 and 9. */
    private static int constantPool(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        return ((bytes[8] & 0xff) << 8) | (bytes[9] & 0xff);
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
