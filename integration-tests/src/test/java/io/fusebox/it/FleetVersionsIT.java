package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of this version in a fleet with an older and a newer one, and the commands that look at all three. */
class FleetVersionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NEWER_ORDER =
            "{\"operation\":\"force-open\",\"who\":\"ann\",\"when\":\"2031-01-01T00:00:00Z\",\"number\":\"7\",\"zones\":[\"eu\"]}";

    @TempDir
    Path directory;

    @Test
    void threeVersionsAreOneFleet() throws Exception {
        try (RedisServer redis = RedisServer.start(directory);
                ForkedJvm jvm = Programs.guarded(
                                Jdks.newest(),
                                directory,
                                "fleet.url = " + redis.url(),
                                "fleet.name = shop",
                                "breaker.bank.methods = com.acme.FleetShop$Bank#charge")
                        .run("com.acme.FleetShop")) {
            PublishedFleet fleet = new PublishedFleet(redis, "shop");
            jvm.awaitStdout("open"::equals);
            jvm.awaitStderr(line -> line.contains("fleet: shop answers"));
            // A newer version: states, fields and types that this one does not know. An older one: only what it must.
            fleet.publish(
                    "newer",
                    "pod-1",
                    "{\"name\":\"bank\",\"state\":\"DRAINING\",\"totalErrorCount\":\"many\",\"limits\":{\"cpu\":[1]},"
                            + "\"recentTransitions\":[{\"at\":\"now\",\"path\":[1]}],\"tags\":[\"a\",[\"b\"]]}",
                    "\"all further ones\"");
            redis.run("ZADD", fleet.key("jvms"), Long.toString(System.currentTimeMillis() + 60_000), "older");
            redis.run("SET", fleet.key("jvm:older"), "{\"breakers\":[{\"name\":\"bank\",\"state\":\"CLOSED\"}]}");
            redis.run("HSET", fleet.key("orders"), "bank", NEWER_ORDER);
            redis.run("SET", fleet.key("orders-version"), "7");

            await().atMost(LIMIT).until(() -> jvm.ask("good").equals("rejected"));
            await().atMost(LIMIT).untilAsserted(() -> {
                Command status = fleet("status", redis.url());
                assertThat(status.stdout().get(1)).startsWith("bank  DRAINING 1, FORCED_OPEN 1, CLOSED 1");
                assertThat(status.stdout().get(1)).contains("force-open by ann");
                assertThat(status.stderr().get(0)).startsWith("fleet shop: 3 JVMs, 1 breaker ");
            });
            assertThat(fleet("status", redis.url(), "--json").answer())
                    .contains("\"limits\":{\"cpu\":[1]}", "\"operation\":\"force-open\"");
            assertThat(fleet("auto", redis.url(), "bank").answer()).startsWith("bank: auto on 3 JVMs");
            await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));
            assertThat(jvm.stderr()).allMatch(line -> line.startsWith("[fusebox]"));
        }
    }

    private Command fleet(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("fleet"));
        arguments.addAll(List.of(words));
        return Command.run(Jdks.newest(), directory, arguments.toArray(String[]::new));
    }
}
