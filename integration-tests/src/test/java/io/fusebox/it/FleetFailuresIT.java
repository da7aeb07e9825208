package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet whose JVMs die, and whose Redis takes no writes. */
class FleetFailuresIT {
    private static final String LEASES = "fusebox:{shop}:breaker:bank:leases";

    @TempDir
    Path directory;

    @Test
    void aLeaseOfAJvmThatWasKilledEndsWithItsTime() throws Exception {
        try (RedisServer redis = RedisServer.start(directory);
                FleetShops shops = new FleetShops(directory)) {
            ForkedJvm first = shops.start(redis.url());
            ForkedJvm second = shops.start(redis.url());
            for (ForkedJvm jvm : List.of(first, second)) {
                FleetShops.awaitLine(jvm, "fleet: shop answers", 1);
                assertThat(jvm.ask("bad")).isEqualTo("failed");
                assertThat(jvm.ask("bad")).isEqualTo("failed");
            }
            // Only who has rejected a call asks for a lease. It has one now, and no call that could use it.
            await().atMost(FleetShops.LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        if (redis.run("ZCARD", LEASES).equals(":0")) {
                            assertThat(first.ask("good")).isEqualTo("rejected");
                        }
                        return redis.run("ZCARD", LEASES).equals(":1");
                    });
            first.close();
            assertThat(second.ask("good")).isEqualTo("rejected");
            await().atMost(FleetShops.LIMIT).until(() -> second.ask("good").equals("done"));
        }
    }

    @Test
    void aRedisThatTakesNoWritesIsAsGoodAsNone() throws Exception {
        try (RedisServer redis = RedisServer.start(directory);
                FleetShops shops = new FleetShops(directory)) {
            ForkedJvm jvm = shops.start(redis.url());
            FleetShops.awaitLine(jvm, "fleet: shop answers", 1);

            redis.run("CONFIG", "SET", "maxmemory", "1");
            FleetShops.awaitLine(jvm, "fleet: shop does not answer: ", 1);
            opensAndClosesByItself(jvm);
            redis.run("CONFIG", "SET", "maxmemory", "0");
            FleetShops.awaitLine(jvm, "fleet: shop answers", 2);

            // What a failover leaves behind for a while.
            redis.run("REPLICAOF", "127.0.0.1", "1");
            FleetShops.awaitLine(jvm, "fleet: shop does not answer: ", 2);
            opensAndClosesByItself(jvm);
            redis.run("REPLICAOF", "NO", "ONE");
            FleetShops.awaitLine(jvm, "fleet: shop answers", 3);
            assertThat(jvm.stderr()).allMatch(line -> line.startsWith("[fusebox]"));
        }
    }

    private static void opensAndClosesByItself(ForkedJvm jvm) throws IOException {
        assertThat(jvm.ask("bad")).isEqualTo("failed");
        assertThat(jvm.ask("bad")).isEqualTo("failed");
        assertThat(jvm.ask("good")).isEqualTo("rejected");
        await().atMost(FleetShops.LIMIT).until(() -> jvm.ask("good").equals("done"));
    }
}
