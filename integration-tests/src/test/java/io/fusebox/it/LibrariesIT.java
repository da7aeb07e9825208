package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Breakers around code that nobody here wrote, when the server behind it fails and comes back. */
class LibrariesIT {

    private static final String[] SETTINGS = {
        "defaults.error-threshold = 3", "defaults.reset-timeout = 2s", "defaults.success-threshold = 2"
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r01_aPoolWhoseDatabaseFailsIsLeftInPeaceUntilItIsBack(Jdk jdk) throws Exception {
        try (ForkedJvm server =
                Programs.on(jdk, directory).onClassPath(Programs.libraries()).run("com.acme.DatabaseServer")) {
            server.awaitStdout(line -> line.startsWith("port "));
            int port = Integer.parseInt(server.stdout().get(0).substring("port ".length()));
            try (Network network = new Network(port);
                    ForkedJvm jvm = Programs.guarded(
                                    jdk,
                                    directory,
                                    "breaker.dependency.methods = com.zaxxer.hikari.HikariDataSource#getConnection()",
                                    String.join("\n", SETTINGS))
                            .onClassPath(Programs.libraries())
                            .run("com.acme.Database", "jdbc:h2:tcp://localhost:" + network.port() + "/mem:shop")) {
                failsAndRecovers(jvm, network, "java.sql.SQLTransientConnectionException");
            }
            server.say("stop");
            assertThat(server.awaitExit()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r01_theHttpClientOfTheJdkLeavesADeadServerInPeaceUntilItIsBack(Jdk jdk) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        byte[] page = "page".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try (Network network = new Network(server.getAddress().getPort());
                ForkedJvm jvm = Programs.guarded(
                                jdk,
                                directory,
                                "breaker.dependency.methods = sun.net.www.protocol.http.HttpURLConnection#getInputStream()",
                                String.join("\n", SETTINGS))
                        .run("com.acme.Web", "http://localhost:" + network.port() + "/")) {
            failsAndRecovers(jvm, network, "java.net.SocketException");
        } finally {
            server.stop(0);
        }
    }

    private static void failsAndRecovers(ForkedJvm jvm, Network network, String failure) throws Exception {
        jvm.awaitStdout("ready"::equals);
        try (Management management = Management.of(jvm)) {
            assertThat(jvm.ask("5")).isEqualTo("5 ok, 0 failed, 0 rejected");
            assertThat(management.methods("dependency")).hasSize(1);
            assertThat(management.state("dependency")).isEqualTo("CLOSED");
            assertThat(management.count("dependency", "TotalSuccessCount")).isEqualTo(5);

            network.cut();
            assertThat(jvm.ask("3")).startsWith("0 ok, 3 failed, 0 rejected: " + failure);
            assertThat(management.state("dependency")).isEqualTo("OPEN");

            int before = awaitQuiet(network);
            assertThat(jvm.ask("200"))
                    .startsWith("0 ok, 0 failed, 200 rejected: io.fusebox.CircuitOpenException:"
                            + " Circuit breaker 'dependency' is OPEN: call not permitted")
                    .contains("last error: " + failure);
            assertThat(network.connections()).isEqualTo(before);
            assertThat(management.count("dependency", "TotalRejectedCount")).isEqualTo(200);
            assertThat(management.count("dependency", "TotalErrorCount")).isEqualTo(3);

            awaitEndOfWait(management);
            assertThat(jvm.ask("2")).startsWith("0 ok, 1 failed, 1 rejected");
            assertThat(network.connections()).isGreaterThan(before);
            assertThat(management.state("dependency")).isEqualTo("OPEN");

            network.restore();
            awaitEndOfWait(management);
            assertThat(jvm.ask("1")).isEqualTo("1 ok, 0 failed, 0 rejected");
            assertThat(management.state("dependency")).isEqualTo("HALF_OPEN");
            assertThat(jvm.ask("1")).isEqualTo("1 ok, 0 failed, 0 rejected");
            assertThat(management.state("dependency")).isEqualTo("CLOSED");
            assertThat(jvm.ask("5")).isEqualTo("5 ok, 0 failed, 0 rejected");

            assertThat(management.count("dependency", "TotalSuccessCount")).isEqualTo(12);
            assertThat(management.count("dependency", "TotalErrorCount")).isEqualTo(4);
            assertThat(management.count("dependency", "TotalRejectedCount")).isEqualTo(201);
            assertThat(management.count("dependency", "OpenCount")).isEqualTo(2);
            assertThat(management.count("dependency", "ActiveCalls")).isZero();
            assertThat(management.of("dependency", "LastErrorType")).isEqualTo(failure);
            management.assertNoFault();
        }
        jvm.say("stop");
        assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        assertThat(jvm.stderrOfProgram()).isEmpty();
        assertThat(jvm.stderr())
                .anyMatch(line -> line.startsWith("[fusebox] dependency: CLOSED -> OPEN: 3 consecutive errors"));
    }

    /** A pool may go on trying for a moment after its caller has given up; the number of connections then. */
    private static int awaitQuiet(Network network) throws InterruptedException {
        int before = -1;
        while (before != network.connections()) {
            before = network.connections();
            Thread.sleep(200);
        }
        return before;
    }

    private static void awaitEndOfWait(Management management) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(management.state("dependency")).isEqualTo("OPEN");
                    assertThat(management.count("dependency", "RetryAfterMillis"))
                            .isZero();
                });
    }
}
