package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that start from an archive of loaded classes keep it, and are guarded all the same. */
class ArchivesIT {

    private static final int CLASSES = 50;

    @TempDir
    Path directory;

    private Path jar;

    static Stream<Jdk> withAotCache() {
        return Jdks.all().filter(jdk -> jdk.feature() >= 25);
    }

    /** The shop with some classes beside it that nobody guards. */
    @BeforeEach
    void makeProgram() throws Exception {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            files.add(Files.writeString(sources.resolve("Many" + i + ".java"), "public class Many" + i + " {}"));
        }
        StringBuilder main = new StringBuilder(
                "public class Main { public static void main(String[] a)" + " throws Exception { Object o;\n");
        for (int i = 0; i < CLASSES; i++) {
            main.append("o = new Many" + i + "();\n");
        }
        main.append("com.acme.host.Direct.main(a); } }");
        files.add(Files.writeString(sources.resolve("Main.java"), main));
        Path classes = Bed.compile(directory.resolve("classes"), List.of(), "shop", "host");
        Bed.compile(classes, List.of(classes), "17", files);
        jar = Bed.jar(directory.resolve("program.jar"), classes);
        Files.writeString(directory.resolve("fusebox.properties"), PlatformsIT.GUARDED);
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void appCds(Jdk jdk) throws Exception {
        Path archive = directory.resolve("app.jsa");
        // The JVM makes no archive with an agent in it.
        train(ForkedJvm.on(jdk), "-XX:ArchiveClassesAtExit=" + archive);
        usesTheArchiveAndGuards(jdk, "-XX:SharedArchiveFile=" + archive);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withAotCache")
    void aotCache(Jdk jdk) throws Exception {
        Path cache = directory.resolve("app.aot");
        Path profile = directory.resolve("app.aotconf");
        train(
                ForkedJvm.on(jdk).withAgent("fusebox.properties"),
                // On standard output the JVM warns of each class that an agent wove, whenever that comes.
                "-Xlog:disable",
                "-XX:AOTMode=record",
                "-XX:AOTConfiguration=" + profile);
        Process create = new ProcessBuilder(
                        jdk.java().toString(),
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + profile,
                        "-XX:AOTCache=" + cache,
                        ForkedJvm.agent("fusebox.properties"),
                        "-cp",
                        jar.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String messages = new String(create.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(create.waitFor()).as(messages).isZero();
        assertThat(cache).isNotEmptyFile();
        usesTheArchiveAndGuards(jdk, "-XX:AOTCache=" + cache);
    }

    private void train(ForkedJvm.Builder builder, String... arguments) throws Exception {
        try (ForkedJvm jvm = start(builder, arguments)) {
            assertThat(jvm.ask("1")).isEqualTo("charged 1");
            jvm.endOfInput();
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    private void usesTheArchiveAndGuards(Jdk jdk, String archive) throws Exception {
        Path log = directory.resolve("classes.log");
        try (ForkedJvm jvm =
                start(ForkedJvm.on(jdk).withAgent("fusebox.properties"), archive, "-Xlog:class+load:file=" + log)) {
            PlatformsIT.guardsOpensAndShows(jvm);
        }
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" Many") && line.contains("shared objects file"))
                .hasSize(CLASSES);
    }

    private ForkedJvm start(ForkedJvm.Builder builder, String... arguments) throws Exception {
        ForkedJvm jvm = builder.in(directory).with(arguments).launch("-cp", jar.toString(), "Main");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }
}
