package io.fusebox.it;

import static io.fusebox.it.FleetShops.awaitLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code FleetModelTest} proves of the protocol, watched on JVMs that run: {@code -Dfusebox.fleet=20} watches twenty of them.
 * The test is the bank that they call, and counts what reaches it.
 */
class FleetCrowdIT {
    private static final int SIZE = Integer.getInteger("fusebox.fleet", 6);
    private static final Duration WAIT = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Two seconds, and the time in which the test looks. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private static final String BANK = "fusebox:{shop}:breaker:bank:";

    @TempDir
    Path directory;

    private final ExecutorService callers = Executors.newFixedThreadPool(SIZE);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void theBankDiesAndRecoversWhileJvmsAndRedisDie() throws Exception {
        try (RedisServer redis = RedisServer.start(directory);
                FleetShops shops = new FleetShops(directory, WAIT)) {
            List<ForkedJvm> jvms = shops.all();
            for (int i = 0; i < SIZE; i++) {
                shops.start(redis.url(), "-Xmx24m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
            }
            for (ForkedJvm jvm : jvms) {
                awaitLine(jvm, "fleet: shop answers", 1);
            }
            assertThat(ask(jvms, "good")).containsOnly("done");

            // Half of them find it out by themselves.
            List<ForkedJvm> busy = jvms.subList(0, (SIZE + 1) / 2);
            ask(busy, "bad");
            ask(busy, "bad");
            List<ForkedJvm> quiet = jvms.subList(busy.size(), SIZE);
            await().atMost(LIMIT).until(() -> quiet.stream()
                    .allMatch(jvm -> FleetShops.lines(jvm, "bank: CLOSED -> OPEN: by the fleet: ") == 1));
            assertThat(number(redis.run("ZCARD", BANK + "openers")))
                    .as("who only followed is no evidence")
                    .isLessThanOrEqualTo(busy.size());
            probesOf(jvms, Duration.ofSeconds(8));

            List<ForkedJvm> rest = new ArrayList<>(jvms.subList(SIZE / 4, SIZE));
            for (ForkedJvm jvm : jvms.subList(0, SIZE / 4)) {
                jvm.close();
            }
            probesOf(rest, Duration.ofSeconds(8));
            await().atMost(LIMIT).until(() -> ask(rest, "good").stream().allMatch("done"::equals));

            FleetShops.order(redis, "force-open");
            await().atMost(SOON).until(() -> ask(rest, "good").stream().allMatch("rejected"::equals));
            redis.kill();
            for (ForkedJvm jvm : rest) {
                awaitLine(jvm, "fleet: shop does not answer", 1);
            }
            assertThat(ask(rest, "good")).as("without Redis").containsOnly("rejected");
            redis.startAgain();
            for (ForkedJvm jvm : rest) {
                awaitLine(jvm, "fleet: shop answers", 2);
            }
            assertThat(redis.run("HEXISTS", "fusebox:{shop}:orders", "bank")).isEqualTo(":1");
            FleetShops.order(redis, "auto");
            await().atMost(SOON).until(() -> ask(rest, "good").stream().allMatch("done"::equals));
            for (ForkedJvm jvm : rest) {
                assertThat(jvm.stderr()).allMatch(line -> line.startsWith("[fusebox]"));
                assertThat(jvm.stdout()).noneMatch(line -> line.endsWith("late"));
            }
        }
    }

    /** All call the bank, which is down, as often as they can: one lease for all, and a wait after each failed probe. */
    private void probesOf(List<ForkedJvm> jvms, Duration time) throws Exception {
        long begin = System.nanoTime();
        long probes = 0;
        while (System.nanoTime() - begin < time.toNanos()) {
            probes += ask(jvms, "bad").stream().filter("failed"::equals).count();
        }
        assertThat(probes)
                .as("probes in %d s", time.toSeconds())
                .isLessThanOrEqualTo(1 + (System.nanoTime() - begin) / WAIT.toNanos());
    }

    private List<String> ask(List<ForkedJvm> jvms, String question) throws Exception {
        List<Callable<String>> questions = new ArrayList<>();
        for (ForkedJvm jvm : jvms) {
            questions.add(() -> jvm.ask(question));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : callers.invokeAll(questions)) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static int number(String answer) {
        return Integer.parseInt(answer.substring(1));
    }
}
