package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes of the JDK are guarded like any other, but for those that Fusebox runs on. */
class JdkClassesIT {

    private static final String MUCH = "a049950" + "04[ok, ok, no database at jdbc:acme:none]";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void clientsOfTheJdkAndDriversAreGuarded(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, """
                breaker.url.methods = sun.net.www.protocol.http.HttpURLConnection#getInputStream
                breaker.client.methods = java.net.http.HttpClient+#send(..)
                breaker.sql.methods = java.sql.Driver+#connect, java.sql.DriverManager#getConnection
                breaker.sql.error-threshold = 1
                breaker.process.methods = java.lang.ProcessBuilder#start
                """)) {
            assertThat(jvm.ask("url")).isEqualTo("ok");
            assertThat(jvm.ask("client")).isEqualTo("ok");
            assertThat(jvm.ask("sql")).isEqualTo("no database at jdbc:acme:none");
            assertThat(jvm.ask("sql")).startsWith("io.fusebox.CircuitOpenException: Circuit breaker 'sql' is OPEN");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("url", "TotalSuccessCount")).isEqualTo(1);
                assertThat(management.count("client", "TotalSuccessCount")).isEqualTo(1);
                assertThat(management.state("sql")).isEqualTo("OPEN");
                management.operate("url", "transitionToForcedOpen");
                assertThat(jvm.ask("url")).contains("Circuit breaker 'url' is FORCED_OPEN");
                management.assertNoFault();
            }
        }
    }

    /** The first pattern's question about a class loads the class that the second pattern means. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aClassThatIsLoadedForAnAnswerIsGuardedToo(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, """
                breaker.any.methods = java.net.URLConnection+#getInputStream
                breaker.code.methods = java.net.HttpURLConnection#getResponseCode
                """)) {
            assertThat(jvm.ask("url")).isEqualTo("ok");
            try (Management management = Management.of(jvm)) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(management.methods("code"))
                        .containsExactly("java.net.HttpURLConnection#getResponseCode()"));
                assertThat(management.methods("any"))
                        .contains("sun.net.www.protocol.http.HttpURLConnection#getInputStream()");
                management.assertNoFault();
            }
        }
    }

    /** Whatever is not refused of the whole JDK is guarded, and the program goes on as if nothing were. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void nothingThatIsNotRefusedBringsTheProgramDown(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, """
                breaker.all.methods = java.**#*, javax.**#*, jdk.**#*, sun.**#*, com.sun.**#*
                breaker.all.error-threshold = 1000000
                """)) {
            assertThat(jvm.ask("much")).isEqualTo(MUCH);
            assertThat(jvm.ask("much")).isEqualTo(MUCH);
            try (Management management = Management.of(jvm)) {
                assertThat(management.methods("all")).hasSizeGreaterThan(1000);
                assertThat(management.methods("all"))
                        .noneMatch(method -> method.startsWith("java.util.concurrent.")
                                || method.startsWith("java.lang.Thread")
                                || method.startsWith("jdk.internal.misc."));
                management.assertNoFault();
            }
            assertThat(jvm.stderrOfProgram()).isEmpty();
            assertThat(jvm.stderr().subList(1, jvm.stderr().size()))
                    .allMatch(line -> (line.startsWith("[fusebox] not guarded: jdk.internal.net.http.")
                                    && line.contains("the publisher that it returns"))
                            || line.contains("#* leaves out "));
        }
    }

    private ForkedJvm start(Jdk jdk, String configuration) throws Exception {
        Path classes = Bed.compile(directory.resolve("classes"), List.of(), "host", "jdk");
        Files.writeString(directory.resolve("fusebox.properties"), configuration);
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch("-cp", classes.toString(), "com.acme.jdk.JdkUser");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }
}
