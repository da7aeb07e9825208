package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A web application that comes and goes in a Tomcat that stays. */
class RedeployIT {

    private static final int TIMES = 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void everyDeploymentIsGuardedAndNoneIsKeptAlive(Jdk jdk) throws Exception {
        Path war = PlatformsIT.war(directory, "tomcat");
        Path host = Bed.compile(directory.resolve("host"), Bed.jars("tomcat"), "host", "tomcat");
        List<Path> classPath = new ArrayList<>(Bed.jars("tomcat"));
        classPath.add(host);
        // A pattern of each sort: what is remembered of class files must not keep their loader.
        Files.writeString(directory.resolve("fusebox.properties"), PlatformsIT.GUARDED + """
                breaker.all.methods = java.util.function.UnaryOperator+#apply, @com.acme.Remote#x, com.acme.**#none
                breaker.all.error-threshold = 1000
                """);
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch(
                        "-cp",
                        Bed.path(classPath),
                        "com.acme.host.TomcatHost",
                        war.toString(),
                        directory.resolve("base").toString())) {
            jvm.awaitStdout("ready"::equals);
            assertThat(jvm.ask("1")).isEqualTo("charged 1");
            for (int i = 0; i < TIMES; i++) {
                assertThat(jvm.ask("redeploy")).isEqualTo("redeployed");
                assertThat(jvm.ask("2")).isEqualTo("charged 2");
            }
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("payments", "TotalSuccessCount")).isEqualTo(TIMES + 1);
                assertThat(management.methods("payments")).hasSize(1);
            }
            assertThat(jvm.ask("fail")).isEqualTo("java.io.IOException: Connection refused");
            assertThat(jvm.ask("redeploy")).isEqualTo("redeployed");
            assertThat(jvm.ask("3")).contains("is OPEN");
            assertThat(jvm.ask("collect"))
                    .as(jvm.transcript())
                    .isEqualTo((TIMES + 1) + " of " + (TIMES + 1) + " collected");
        }
    }
}
