package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One HTTP client for many hosts: who answers with 5xx is cut off, and nobody else. */
class HostsIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void onlyTheSickHostIsCutOff(Jdk jdk) throws Exception {
        AtomicInteger sick = new AtomicInteger();
        AtomicInteger sound = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            boolean isSick = exchange.getRequestHeaders().getFirst("Host").startsWith("127.0.0.1");
            (isSick ? sick : sound).incrementAndGet();
            exchange.sendResponseHeaders(isSick ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.http.methods = java.net.http.HttpClient+#send(..), java.net.http.HttpClient+#sendAsync(..)",
                        "breaker.http.key = arg0.uri().getHost()",
                        "breaker.http.error-when = result.statusCode() >= 500",
                        "breaker.http.error-threshold = 5")
                .run("com.acme.Hosts", "http://127.0.0.1:" + port + "/", "http://localhost:" + port + "/")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "127.0.0.1: {send 503=3, send CircuitOpenException=7, sendAsync 503=2,"
                                    + " sendAsync CircuitOpenException=8}",
                            "localhost: {send 200=10, sendAsync 200=10}",
                            "done");
            assertThat(sick).hasValue(5);
            assertThat(sound).hasValue(20);
            try (Management management = Management.of(jvm)) {
                assertThat(management.state("http,key=127.0.0.1")).isEqualTo("OPEN");
                assertThat(management.count("http,key=127.0.0.1", "TotalErrorCount"))
                        .isEqualTo(5);
                assertThat(management.of("http,key=127.0.0.1", "LastErrorMessage"))
                        .isEqualTo("result.statusCode() >= 500");
                assertThat(management.state("http,key=localhost")).isEqualTo("CLOSED");
                assertThat(management.count("http,key=localhost", "TotalSuccessCount"))
                        .isEqualTo(20);
                assertThat(management.count("http,key=localhost", "ActiveCalls"))
                        .isZero();
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        } finally {
            server.stop(0);
        }
    }
}
