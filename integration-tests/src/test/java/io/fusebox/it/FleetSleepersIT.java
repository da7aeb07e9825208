package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that stop for longer than a lease lasts, and go on with what they knew before. */
class FleetSleepersIT {
    private static final String KEYS = "fusebox:{shop}:breaker:bank:";

    /** The JVM that has the lease. */
    private static final String HOLDER = "return {ok = redis.call('ZRANGE', KEYS[1], 0, 0)[1] or 'nobody'}";

    @TempDir
    Path directory;

    private RedisServer redis;

    @Test
    void whoSleptSendsNoProbeOnAnOldLeaseAndOldEvidenceOpensNothing() throws Exception {
        try (RedisServer server = RedisServer.start(directory)) {
            redis = server;
            try (FleetShops shops = new FleetShops(directory)) {
                ForkedJvm first = shops.start(redis.url());
                ForkedJvm second = shops.start(redis.url());
                ForkedJvm awake = shops.start(redis.url());
                for (ForkedJvm jvm : shops.all()) {
                    FleetShops.awaitLine(jvm, "fleet: shop answers", 1);
                }
                for (ForkedJvm sleeper : List.of(first, second)) {
                    assertThat(sleeper.ask("bad")).isEqualTo("failed");
                    assertThat(sleeper.ask("bad")).isEqualTo("failed");
                }
                awake.awaitStderr(line -> line.contains("by the fleet: 2 of 3 JVMs opened it"));
                // Who has rejected a call asks for a lease.
                assertThat(first.ask("good")).isEqualTo("rejected");
                soon().until(() -> !holder().equals("+nobody"));
                String sleeping = holder();
                signal("STOP", first, second);
                assertThat(awake.ask("good")).isEqualTo("rejected");
                soon().until(() -> !holder().equals(sleeping));
                String holding = holder();

                signal("CONT", first, second);
                soon().during(Duration.ofMillis(2_500)).untilAsserted(() -> {
                    assertThat(first.ask("good")).as("a probe on an old lease").isEqualTo("rejected");
                    assertThat(second.ask("good")).isEqualTo("rejected");
                    assertThat(holder()).isEqualTo(holding);
                });

                signal("STOP", first, second);
                assertThat(awake.ask("good")).isEqualTo("done");
                soon().until(() ->
                        redis.run("HEXISTS", KEYS + "state", "closing").equals(":1"));
                signal("CONT", first, second);
                // They hear of the closing. The evidence of both, a quorum, is from before it.
                soon().until(() -> {
                    assertThat(awake.ask("good")).isEqualTo("done");
                    assertThat(redis.run("HEXISTS", KEYS + "state", "opening")).isEqualTo(":0");
                    return first.ask("good").equals("done")
                            && second.ask("good").equals("done");
                });
                for (ForkedJvm jvm : shops.all()) {
                    assertThat(jvm.stderr()).allMatch(line -> line.startsWith("[fusebox]"));
                }
            }
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(FleetShops.LIMIT).pollInterval(Duration.ofMillis(200));
    }

    private String holder() {
        return redis.run("EVAL", HOLDER, "1", KEYS + "leases");
    }

    private static void signal(String name, ForkedJvm... jvms) throws Exception {
        for (ForkedJvm jvm : jvms) {
            new ProcessBuilder("kill", "-" + name, Long.toString(jvm.pid()))
                    .start()
                    .waitFor();
        }
    }
}
