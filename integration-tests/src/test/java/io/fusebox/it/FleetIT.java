package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs that meet in a real Redis. */
class FleetIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path SCRIPTS = Path.of("../fleet/src/main/resources/io/fusebox/fleet/redis");

    @TempDir
    Path directory;

    private RedisServer redis;
    private final List<ForkedJvm> jvms = new ArrayList<>();

    @BeforeEach
    void startRedis() throws Exception {
        redis = RedisServer.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        for (ForkedJvm jvm : jvms) {
            jvm.close();
        }
        redis.close();
    }

    private void order(String operation) throws Exception {
        String begin = "fusebox:{shop}:orders";
        String script = Files.readString(SCRIPTS.resolve("order.lua"));
        redis.run("EVAL", script, "3", begin, begin + "-version", begin + "-log", "bank", operation, "ann", "a drill");
    }

    private ForkedJvm shop(Jdk jdk, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "fleet.url = " + redis.url(),
                "fleet.name = shop",
                "breaker.bank.methods = com.acme.FleetShop$Bank#charge",
                "breaker.bank.error-threshold = 2",
                "breaker.bank.success-threshold = 1",
                "breaker.bank.fleet = share"));
        lines.addAll(List.of(more));
        Path own = Files.createDirectory(directory.resolve("shop" + jvms.size()));
        ForkedJvm jvm = Programs.guarded(jdk, own, lines.toArray(new String[0])).run("com.acme.FleetShop");
        jvms.add(jvm);
        jvm.awaitStdout("open"::equals);
        return jvm;
    }

    private static void awaitLine(ForkedJvm jvm, String part) {
        await().atMost(LIMIT).until(() -> lines(jvm, part) > 0);
    }

    private static long lines(ForkedJvm jvm, String part) {
        return jvm.stderr().stream().filter(line -> line.contains(part)).count();
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r04_anOrderIsInForceWithinTwoSecondsOnEveryJvmAndOnThoseThatStartLater(Jdk jdk) throws Exception {
        ForkedJvm first = shop(jdk);
        ForkedJvm second = shop(jdk);
        awaitLine(first, "fleet: shop answers");
        awaitLine(second, "fleet: shop answers");
        order("force-open");
        Duration most = Duration.ofSeconds(2).plusMillis(500);
        await().atMost(most).until(() -> first.ask("good").equals("rejected"));
        await().atMost(most).until(() -> second.ask("good").equals("rejected"));
        awaitLine(first, "bank: CLOSED -> FORCED_OPEN: by order of ann to the fleet: a drill");
        ForkedJvm later = shop(jdk);
        await().atMost(LIMIT).until(() -> later.ask("good").equals("rejected"));
        order("auto");
        await().atMost(LIMIT).until(() -> later.ask("good").equals("done"));
        await().atMost(LIMIT).until(() -> first.ask("good").equals("done"));
        assertThat(first.stderr()).allMatch(line -> line.startsWith("[fusebox]"));
    }

    @Test
    void twoOfThreeOpenTheThirdAndOneProbeClosesAll() throws Exception {
        for (int i = 0; i < 3; i++) {
            awaitLine(shop(Jdks.newest(), "breaker.bank.reset-timeout = 4s"), "fleet: shop answers");
        }
        for (ForkedJvm jvm : jvms) {
            assertThat(jvm.ask("good")).isEqualTo("done");
        }
        for (ForkedJvm jvm : jvms.subList(0, 2)) {
            assertThat(jvm.ask("bad")).isEqualTo("failed");
            assertThat(jvm.ask("bad")).isEqualTo("failed");
        }
        awaitLine(jvms.get(2), "bank: CLOSED -> OPEN: by the fleet: 2 of 3 JVMs opened it");
        // A failed probe would open again: so only good ones. The first that is admitted is the only one with a lease.
        int[] done = new int[1];
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            for (ForkedJvm jvm : jvms) {
                done[0] += jvm.ask("good").equals("done") ? 1 : 0;
            }
            return done[0] > 0;
        });
        assertThat(done[0]).as("probes of the whole fleet").isEqualTo(1);
        for (ForkedJvm jvm : jvms) {
            await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));
        }
    }

    @Test
    void aRedisThatHangsOrDiesHoldsUpNoCallAndIsToldOnce() throws Exception {
        ForkedJvm jvm = shop(Jdks.newest(), "breaker.bank.reset-timeout = 1s");
        awaitLine(jvm, "fleet: shop answers");
        redis.signal("STOP");
        awaitLine(jvm, "fleet: shop does not answer");
        assertThat(jvm.ask("bad")).isEqualTo("failed");
        assertThat(jvm.ask("bad")).isEqualTo("failed");
        assertThat(jvm.ask("good")).isEqualTo("rejected");
        await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));
        redis.signal("CONT");
        await().atMost(LIMIT).until(() -> lines(jvm, "fleet: shop answers") == 2);
        assertThat(lines(jvm, "does not answer")).isEqualTo(1);

        redis.kill();
        await().atMost(LIMIT).until(() -> lines(jvm, "does not answer") == 2);
        assertThat(jvm.ask("good")).isEqualTo("done");
        redis.startAgain();
        await().atMost(LIMIT).until(() -> lines(jvm, "fleet: shop answers") == 3);
    }

    @Test
    void aJvmStartsWithoutRedisAndAWrongPasswordIsOneLine() throws Exception {
        redis.run("CONFIG", "SET", "requirepass", "secret");
        Path password = Files.writeString(directory.resolve("password"), "wrong\n");
        ForkedJvm jvm = shop(Jdks.newest(), "fleet.password-file = " + password, "agent.reload-interval = off");
        assertThat(jvm.ask("good")).isEqualTo("done");
        awaitLine(jvm, "Redis refuses user or password: WRONGPASS");
        Files.writeString(password, "secret\n");
        awaitLine(jvm, "fleet: shop answers");
        assertThat(lines(jvm, "WRONGPASS")).isEqualTo(1);
    }
}
