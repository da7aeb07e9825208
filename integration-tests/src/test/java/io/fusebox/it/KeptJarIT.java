package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After the start the agent holds little of its jar. */
class KeptJarIT {
    private static final String CONFIGURATION = "breaker.late.methods = com.acme.LateLoads#guarded";

    /** A class that no start loads, and that is read from the file therefore. */
    private static final String RARE = "io.fusebox.jackson.core.JsonFactory";

    /** One of Fusebox's own that no start loads. */
    private static final String OWN = "io.fusebox.agent.replay.Doubt";

    /** What stays of the jar, which has 4.8 MB; with breakers, tables and all else that the agent holds. */
    private static final long MOST_BYTES = 1_500_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theHeapHoldsLittleOfIt(Jdk jdk) throws Exception {
        long plain;
        try (ForkedJvm jvm = Programs.on(jdk, directory).run("com.acme.Till")) {
            jvm.awaitStdout("ready"::equals);
            plain = bytesOfHeap(jvm);
        }
        try (ForkedJvm jvm = start(jdk, ForkedJvm.AGENT)) {
            assertThat(bytesOfHeap(jvm) - plain).isBetween(100_000L, MOST_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theFileMayBeReplaced(Jdk jdk) throws Exception {
        Path jar = Files.copy(ForkedJvm.AGENT, directory.resolve("agent.jar"));
        try (ForkedJvm jvm = start(jdk, jar)) {
            Path other = Files.writeString(directory.resolve("other.jar"), "not a jar");
            Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
            assertThat(jvm.ask(RARE)).isEqualTo("loaded " + RARE);
            Files.delete(jar);
            assertThat(jvm.ask("io.fusebox.jackson.core.Base64Variants"))
                    .isEqualTo("loaded io.fusebox.jackson.core.Base64Variants");
        }
    }

    /** Then the guards stay, and the log says what is lost. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void whoWritesIntoTheFileIsTold(Jdk jdk) throws Exception {
        Path jar = Files.copy(ForkedJvm.AGENT, directory.resolve("agent.jar"));
        try (ForkedJvm jvm = start(jdk, jar)) {
            try (FileChannel file = FileChannel.open(jar, StandardOpenOption.WRITE)) {
                file.truncate(1000);
            }
            assertThat(jvm.ask(OWN)).isEqualTo("loaded " + OWN);
            assertThat(jvm.ask(RARE))
                    .isEqualTo("agent/" + RARE.replace('.', '/') + ".classdata: somebody wrote into " + jar.toRealPath()
                            + " while the program ran; start the program again");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("late", "TotalSuccessCount")).isEqualTo(1);
                management.assertNoFault();
            }
        }
    }

    private ForkedJvm start(Jdk jdk, Path jar) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), CONFIGURATION + "\n");
        ForkedJvm jvm = Programs.on(jdk, directory)
                .with(
                        "-javaagent:" + jar.toRealPath() + "=fusebox.properties",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED")
                .run("com.acme.LateLoads");
        jvm.awaitStdout("given up"::equals);
        return jvm;
    }

    /** After a full collection. */
    private static long bytesOfHeap(ForkedJvm jvm) throws Exception {
        try (JMXConnector connector = jvm.connect()) {
            String histogram = (String) connector
                    .getMBeanServerConnection()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            Matcher total = Pattern.compile("Total +\\d+ +(\\d+)").matcher(histogram);
            assertThat(total.find()).isTrue();
            return Long.parseLong(total.group(1));
        }
    }
}
