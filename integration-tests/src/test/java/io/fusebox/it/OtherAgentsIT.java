package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside the agents that many programs have already, before them and behind them on the command line. */
class OtherAgentsIT {

    @TempDir
    Path directory;

    static Stream<Arguments> orders() {
        return Jdks.all().flatMap(jdk -> Stream.of(Arguments.of(jdk, true), Arguments.of(jdk, false)));
    }

    @ParameterizedTest(name = "{0}, Fusebox first: {1}")
    @MethodSource("orders")
    void openTelemetry(Jdk jdk, boolean first) throws Exception {
        guardsBeside(
                jdk,
                first,
                "-javaagent:" + Bed.jar("agents", "opentelemetry"),
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.instrumentation.methods.include=com.acme.shop.PaymentClient[charge]");
    }

    @ParameterizedTest(name = "{0}, Fusebox first: {1}")
    @MethodSource("orders")
    void jacoco(Jdk jdk, boolean first) throws Exception {
        Path data = directory.resolve("jacoco.exec");
        guardsBeside(jdk, first, "-javaagent:" + Bed.jar("agents", "org.jacoco") + "=destfile=" + data);
        assertThat(data).isNotEmptyFile();
    }

    @ParameterizedTest(name = "{0}, Fusebox first: {1}")
    @MethodSource("orders")
    void jmxExporter(Jdk jdk, boolean first) throws Exception {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), "rules:\n- pattern: \"fusebox.*\"\n");
        guardsBeside(jdk, first, "-javaagent:" + Bed.jar("agents", "jmx_prometheus") + "=127.0.0.1:0:" + rules);
    }

    private void guardsBeside(Jdk jdk, boolean first, String... other) throws Exception {
        Path classes = Bed.compile(directory.resolve("classes"), List.of(), "shop", "host");
        Files.writeString(directory.resolve("fusebox.properties"), PlatformsIT.GUARDED);
        List<String> agents = new ArrayList<>(List.of(other));
        agents.add(first ? 0 : agents.size(), ForkedJvm.agent("fusebox.properties"));
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .with(agents.toArray(String[]::new))
                .launch("-cp", classes.toString(), "com.acme.host.Direct")) {
            jvm.awaitStdout("ready"::equals);
            PlatformsIT.guardsOpensAndShows(jvm);
            jvm.endOfInput();
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
