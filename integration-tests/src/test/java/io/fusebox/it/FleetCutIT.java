package io.fusebox.it;

import static io.fusebox.it.FleetShops.LIMIT;
import static io.fusebox.it.FleetShops.awaitLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet whose way to Redis is cut, whose Redis moves to another server, or takes no commands for a while. */
class FleetCutIT {
    /** Two seconds, and the time in which the test looks. */
    private static final Duration SOON = Duration.ofMillis(2_500);

    @TempDir
    Path directory;

    private RedisServer redis;
    private Line line;
    private FleetShops shops;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.start(directory);
        line = new Line(redis.port());
        shops = new FleetShops(directory);
    }

    @AfterEach
    void stop() throws Exception {
        shops.close();
        line.close();
        redis.close();
    }

    private ForkedJvm behindTheLine() throws Exception {
        ForkedJvm jvm = shops.start("redis://127.0.0.1:" + line.port());
        awaitLine(jvm, "fleet: shop answers", 1);
        return jvm;
    }

    private static void trip(ForkedJvm jvm) throws Exception {
        assertThat(jvm.ask("bad")).isEqualTo("failed");
        assertThat(jvm.ask("bad")).isEqualTo("failed");
    }

    @Test
    void whoIsCutOffGoesOnAloneAndHearsWhatIsInForceWhenTheLineIsMended() throws Exception {
        ForkedJvm alone = behindTheLine();
        ForkedJvm second = shops.start(redis.url());
        ForkedJvm third = shops.start(redis.url());
        awaitLine(third, "fleet: shop answers", 1);
        line.cut();
        awaitLine(alone, "fleet: shop does not answer: ", 1);

        trip(second);
        trip(third);
        await().atMost(LIMIT).until(() -> redis.run("HEXISTS", "fusebox:{shop}:breaker:bank:state", "opening")
                .equals(":1"));
        assertThat(alone.ask("good"))
                .as("what it does not hear does not open it")
                .isEqualTo("done");
        trip(alone);
        await().atMost(LIMIT).until(() -> alone.ask("good").equals("done"));
        for (ForkedJvm jvm : shops.all().subList(1, 3)) {
            await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));
        }
        FleetShops.order(redis, "force-open");
        line.mend();
        await().atMost(SOON).until(() -> alone.ask("good").equals("rejected"));
        FleetShops.order(redis, "auto");
        await().atMost(SOON).until(() -> alone.ask("good").equals("done"));
        assertThat(FleetShops.lines(alone, "by the fleet: "))
                .as("the opening of the time of the cut is over")
                .isZero();
        awaitLine(alone, "fleet: shop answers", 2);
        assertThat(FleetShops.lines(alone, "does not answer")).isEqualTo(1);
    }

    @Test
    void theFleetFollowsToTheReplicaThatBecamePrimary() throws Exception {
        ForkedJvm jvm = behindTheLine();
        try (RedisServer replica =
                RedisServer.start(directory, "--replicaof", "127.0.0.1", Integer.toString(redis.port()))) {
            FleetShops.order(redis, "force-open");
            await().atMost(SOON).until(() -> jvm.ask("good").equals("rejected"));
            await().atMost(LIMIT)
                    .until(() -> replica.run("EXISTS", "fusebox:{shop}:orders").equals(":1"));
            redis.kill();
            awaitLine(jvm, "fleet: shop does not answer: ", 1);
            // The address leads to the replica before it is promoted.
            line.leadTo(replica.port());
            assertThat(jvm.ask("good")).isEqualTo("rejected");
            replica.run("REPLICAOF", "NO", "ONE");
            awaitLine(jvm, "fleet: shop answers", 2);
            assertThat(jvm.ask("good")).as("the order came along").isEqualTo("rejected");
            FleetShops.order(replica, "auto");
            await().atMost(SOON).until(() -> jvm.ask("good").equals("done"));
        }
    }

    @Test
    void aRedisThatIsFloodedOrCannotSaveIsAsGoodAsNone() throws Exception {
        ForkedJvm jvm = behindTheLine();
        redis.run("CLIENT", "PAUSE", "5000");
        awaitLine(jvm, "fleet: shop does not answer: ", 1);
        trip(jvm);
        await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));
        awaitLine(jvm, "fleet: shop answers", 2);

        redis.run("CONFIG", "SET", "save", "3600 1");
        Path folder = redis.folder();
        Files.delete(folder.resolve("log"));
        Files.delete(folder);
        redis.run("BGSAVE");
        awaitLine(jvm, "fleet: shop does not answer: MISCONF", 1);
        trip(jvm);
        await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));
        redis.run("CONFIG", "SET", "stop-writes-on-bgsave-error", "no");
        awaitLine(jvm, "fleet: shop answers", 3);
        assertThat(jvm.stderr()).allMatch(text -> text.startsWith("[fusebox]"));
        assertThat(jvm.stdout()).noneMatch(text -> text.endsWith("late"));
    }
}
