package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve --fleet}: the page and the metrics of JVMs that publish in Redis. */
class FleetServeIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @Test
    void jvmsComeGoAndRedisDoes() throws Exception {
        try (RedisServer redis = RedisServer.start(directory)) {
            PublishedFleet fleet = new PublishedFleet(redis, "shop");
            fleet.publish("id-1", "pod-1", PublishedFleet.breaker("payments", "OPEN", 5));
            fleet.publish("id-2", "pod-2", PublishedFleet.breaker("payments", "CLOSED", 1));
            try (ForkedJvm serve = ForkedJvm.on(Jdks.newest())
                    .in(directory)
                    .runAgentJar("serve", "--fleet", redis.url(), "--listen", "0")) {
                serve.awaitStdout(line -> line.startsWith("listening on "));
                URI at = URI.create(serve.stdout().get(0).substring("listening on ".length()));

                awaitBody(at, "/metrics", state("pod-1/7", "open", 1));
                awaitBody(at, "/metrics", state("pod-2/7", "open", 0));
                assertThat(ask(at, "/")).contains("<html");
                assertThat(post(at, "/api/breakers/payments/force-open"))
                        .contains("moves are not allowed here: an operator moves a whole fleet");
                fleet.remove("id-2");
                await().atMost(LIMIT).until(() -> !ask(at, "/metrics").contains("pod-2/7"));
                // In one container each, all JVMs have the same process id, and perhaps the same name of the machine.
                fleet.publish("id-3", "pod-1", PublishedFleet.breaker("payments", "CLOSED", 1));
                awaitBody(at, "/metrics", state("pod-1/7/id-3", "open", 0));
                // A JVM may say anything of itself, and curl shows it on a terminal.
                fleet.publish("id-4", "pod\\u001b[2J\\u009b1A", PublishedFleet.breaker("payments", "CLOSED", 1));
                awaitBody(at, "/metrics", state("pod\\\\u001b[2J\\\\u009b1A/7", "open", 0));
                assertThat(ask(at, "/metrics") + ask(at, "/api/breakers")).doesNotContain("\u001b", "\u009b");

                redis.signal("STOP");
                awaitBody(at, "/api/breakers", "does not answer within 3 s");
                long begin = System.nanoTime();
                assertThat(ask(at, "/metrics")).doesNotContain("pod-1/7");
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
                redis.signal("CONT");
                awaitBody(at, "/metrics", state("pod-1/7/id-1", "open", 1));
                serve.awaitStderr("Redis answers again"::equals);
            }
        }
    }

    private static String state(String pid, String state, int value) {
        return "fusebox_breaker_state{jvm=\"shop\",pid=\"" + pid + "\",breaker=\"payments\",key=\"\",state=\"" + state
                + "\"} " + value + "\n";
    }

    private void awaitBody(URI at, String path, String part) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> assertThat(ask(at, path))
                .contains(part));
    }

    private String ask(URI at, String path) throws Exception {
        return send(HttpRequest.newBuilder(at.resolve(path)).GET());
    }

    private String post(URI at, String path) throws Exception {
        return send(HttpRequest.newBuilder(at.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
