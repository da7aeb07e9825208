package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet whose JVMs die, and whose Redis takes no writes. */
class FleetFailuresIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LEASES = "fusebox:{shop}:breaker:bank:leases";

    @TempDir
    Path directory;

    @Test
    void aLeaseOfAJvmThatWasKilledEndsWithItsTime() throws Exception {
        try (RedisServer redis = RedisServer.start(directory);
                ForkedJvm first = shop(redis, "first");
                ForkedJvm second = shop(redis, "second")) {
            for (ForkedJvm jvm : List.of(first, second)) {
                awaitLine(jvm, "fleet: shop answers", 1);
                assertThat(jvm.ask("bad")).isEqualTo("failed");
                assertThat(jvm.ask("bad")).isEqualTo("failed");
            }
            // Only who has rejected a call asks for a lease. It has one now, and no call that could use it.
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
                if (redis.run("ZCARD", LEASES).equals(":0")) {
                    assertThat(first.ask("good")).isEqualTo("rejected");
                }
                return redis.run("ZCARD", LEASES).equals(":1");
            });
            first.close();
            assertThat(second.ask("good")).isEqualTo("rejected");
            await().atMost(LIMIT).until(() -> second.ask("good").equals("done"));
        }
    }

    @Test
    void aRedisThatTakesNoWritesIsAsGoodAsNone() throws Exception {
        try (RedisServer redis = RedisServer.start(directory);
                ForkedJvm jvm = shop(redis, "only")) {
            awaitLine(jvm, "fleet: shop answers", 1);

            redis.run("CONFIG", "SET", "maxmemory", "1");
            awaitLine(jvm, "fleet: shop does not answer: ", 1);
            opensAndClosesByItself(jvm);
            redis.run("CONFIG", "SET", "maxmemory", "0");
            awaitLine(jvm, "fleet: shop answers", 2);

            // What a failover leaves behind for a while.
            redis.run("REPLICAOF", "127.0.0.1", "1");
            awaitLine(jvm, "fleet: shop does not answer: ", 2);
            opensAndClosesByItself(jvm);
            redis.run("REPLICAOF", "NO", "ONE");
            awaitLine(jvm, "fleet: shop answers", 3);
            assertThat(jvm.stderr()).allMatch(line -> line.startsWith("[fusebox]"));
        }
    }

    private static void opensAndClosesByItself(ForkedJvm jvm) throws IOException {
        assertThat(jvm.ask("bad")).isEqualTo("failed");
        assertThat(jvm.ask("bad")).isEqualTo("failed");
        assertThat(jvm.ask("good")).isEqualTo("rejected");
        await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));
    }

    private ForkedJvm shop(RedisServer redis, String folder) throws IOException {
        Path own = Files.createDirectory(directory.resolve(folder));
        ForkedJvm jvm = Programs.guarded(
                        Jdks.newest(),
                        own,
                        "fleet.url = " + redis.url(),
                        "fleet.name = shop",
                        "breaker.bank.methods = com.acme.FleetShop$Bank#charge",
                        "breaker.bank.error-threshold = 2",
                        "breaker.bank.success-threshold = 1",
                        "breaker.bank.reset-timeout = 2s",
                        "breaker.bank.fleet = share")
                .run("com.acme.FleetShop");
        jvm.awaitStdout("open"::equals);
        return jvm;
    }

    private static void awaitLine(ForkedJvm jvm, String part, int times) {
        await().atMost(LIMIT)
                .until(() -> jvm.stderr().stream()
                                .filter(line -> line.contains(part))
                                .count()
                        == times);
    }
}
