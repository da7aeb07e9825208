package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code fleet}: what it shows, what it orders, and what it says when it cannot. */
class FleetCommandsIT {
    private final Jdk jdk = Jdks.newest();

    @TempDir
    Path directory;

    private RedisServer redis;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
    }

    @Test
    void statusShowsEachBreakerOverAllJvmsAndTheOddOneOut() throws Exception {
        for (int i = 1; i <= 4; i++) {
            publish(
                    "shop",
                    "id-" + i,
                    "pod-" + i,
                    PublishedFleet.breaker("payments", "CLOSED", 1),
                    PublishedFleet.breaker("http", "OPEN", 5));
        }
        publish(
                "shop",
                "id-5",
                "pod-5",
                PublishedFleet.breaker("payments", "OPEN", 6),
                PublishedFleet.breaker("http", "OPEN", 5));

        Command status = fleet("status", redis.url());

        assertThat(status.exitCode()).isZero();
        assertThat(status.stdout())
                .containsExactly(
                        "NAME      STATE             JVMS  SUCCESS  ERROR  REJECTED  ODD ONE OUT",
                        "http      OPEN                 5       10     25         0",
                        "payments  OPEN 1, CLOSED 4     5       10     10         0  OPEN on pod-5/7");
        assertThat(status.stderr()).containsExactly("fleet shop: 5 JVMs, 2 breakers (2 not closed everywhere)");
        assertThat(fleet("status", redis.url(), "--json").answer())
                .startsWith("{\"fleet\":\"shop\",\"orders\":[],\"jvms\":[{\"id\":\"id-1\",")
                .contains("\"name\":\"payments\"", "\"host\":\"pod-5\"");
    }

    @Test
    void ordersAreKeptWithWhoWhenAndWhyUntilTakenBack() throws Exception {
        publish("shop", "id-1", "pod-1", PublishedFleet.breaker("payments", "CLOSED", 1));

        assertThat(fleet("force-open", redis.url(), "payments", "--reason", "the bank is down")
                        .answer())
                .isEqualTo(
                        "payments: force-open on 1 JVM of fleet shop within 2 seconds, and on those that start later,"
                                + " until auto");

        Command status = fleet("status", redis.url());
        assertThat(status.stdout().get(1)).contains("force-open by " + System.getProperty("user.name") + "@");
        assertThat(status.stderr().get(1)).matches("payments: force-open by \\S+ at 20\\d\\d-\\S+Z: the bank is down");
        assertThat(fleet("auto", redis.url(), "payments").answer()).startsWith("payments: auto on 1 JVM");
        assertThat(fleet("status", redis.url()).stderr()).containsExactly("fleet shop: 1 JVM, 1 breaker");
        assertThat(fleet("auto", redis.url(), "payments").complaint())
                .isEqualTo("there is no order for payments in fleet shop");
        List<String> orders = fleet("orders", redis.url()).stdout();
        assertThat(orders).hasSize(2);
        assertThat(orders.get(0)).matches("20\\d\\d-\\S+Z  payments  auto         \\S+");
        assertThat(orders.get(1)).matches("20\\d\\d-\\S+Z  payments  force-open   \\S+: the bank is down");

        fleet("force-close", redis.url(), "payments", "--reason", "x\n2026-11-28T18:00:00Z  payments  auto  forged");
        assertThat(fleet("orders", redis.url()).stdout()).hasSize(3);
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() throws Exception {
        assertThat(fleet("status", redis.url()).complaint())
                .isEqualTo("there is no fleet at " + redis.url() + ": no JVM with fleet.url set to it runs");
        publish("shop", "id-1", "pod-1", PublishedFleet.breaker("payments", "CLOSED", 1));
        publish("blog", "id-2", "pod-2");
        assertThat(fleet("status", redis.url()).complaint())
                .isEqualTo("there are several fleets at " + redis.url() + ": add --name with one of blog, shop");
        assertThat(fleet("status", redis.url(), "--name", "shopp").complaint())
                .isEqualTo("there is no fleet 'shopp' at " + redis.url() + "; there are blog, shop");
        assertThat(fleet("status", redis.url(), "--name", "shop").exitCode()).isZero();
        assertThat(fleet("force-open", redis.url(), "paymnets", "--name", "shop")
                        .complaint())
                .isEqualTo("no JVM of fleet shop has a breaker paymnets; there are payments");
        assertThat(fleet("status", "127.0.0.1:6379").stderr().get(0))
                .isEqualTo("the URL '127.0.0.1:6379' does not begin with redis:// or rediss://;"
                        + " write redis://127.0.0.1:6379");
        Command misused = fleet("stats", redis.url());
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.stderr().get(0))
                .isEqualTo("'stats' is not one of status, watch, orders, force-open, force-close, auto");
    }

    @Test
    void aFleetWhoseJvmsHaveGoneIsNotListedAsIfItLived() throws Exception {
        redis.run("ZADD", "fusebox:{old}:jvms", Long.toString(System.currentTimeMillis() - 725_000), "id-9");
        assertThat(fleet("status", redis.url()).complaint())
                .isEqualTo("no JVM of fleet old has been heard of in the last 10 seconds;"
                        + " the fleet was last heard 12 min ago");
        publish("shop", "id-1", "pod-1", PublishedFleet.breaker("payments", "CLOSED", 1));

        assertThat(fleet("status", redis.url()).stderr()).containsExactly("fleet shop: 1 JVM, 1 breaker");
        assertThat(fleet("status", redis.url(), "--name", "shopp").complaint())
                .isEqualTo("there is no fleet 'shopp' at " + redis.url()
                        + "; there is shop; gone: old (last heard 12 min ago)");
        publish("blog", "id-2", "pod-2");
        assertThat(fleet("status", redis.url()).complaint())
                .isEqualTo("there are several fleets at " + redis.url()
                        + ": add --name with one of blog, shop; gone: old (last heard 12 min ago)");
    }

    @Test
    void aUserWithoutAPasswordIsAskedForOneAndNotShown() throws Exception {
        Command command = fleet("status", "redis://secret@" + redis.url().substring("redis://".length()));

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.stderr().get(0))
                .startsWith("the URL 'redis://***@127.0.0.1:")
                .contains("there is no --password-file", "write here " + redis.url())
                .doesNotContain("secret");
    }

    @Test
    void aRedisThatIsAwayHangsOrRefusesIsSaidInOneLine() throws Exception {
        publish("shop", "id-1", "pod-1", PublishedFleet.breaker("payments", "CLOSED", 1));
        redis.run("CONFIG", "SET", "requirepass", "secret");

        assertThat(fleet("status", redis.url()).complaint())
                .isEqualTo(redis.url()
                        + " wants a password: add --password-file with a file whose first line is the password");
        Path password = Files.writeString(directory.resolve("password"), "wrong\n");
        assertThat(fleet("status", redis.url(), "--password-file", password.toString())
                        .complaint())
                .isEqualTo(redis.url() + " refuses the password, or the user of the URL");
        Files.writeString(password, "secret\nthe rest is a comment\n");
        assertThat(fleet("status", redis.url(), "--password-file", password.toString())
                        .exitCode())
                .isZero();
        redis.signal("STOP");
        assertThat(fleet("status", redis.url(), "--password-file", password.toString())
                        .complaint())
                .isEqualTo(redis.url() + " does not answer within 3 s: it may be stopped, or cut off");
        redis.signal("CONT");
        redis.close();
        assertThat(fleet("status", redis.url()).complaint()).startsWith(redis.url() + ": ");
    }

    @Test
    void hostileTextFromRedisDoesNothingToTheTerminal() throws Exception {
        publish("shop", "id-1", "pod\\u001b[2J", PublishedFleet.breaker("pay\\u001b[31m\\u202e", "OPEN\\u001b[0m", 1));
        redis.run(
                "HSET",
                "fusebox:{shop}:orders",
                "x",
                "{\"breaker\":\"x\\u001b[1A\",\"operation\":\"force-open\",\"who\":\"\\u001b]0;me\\u0007\",\"when\":1,"
                        + "\"reason\":\"\\u001b[H\"}");
        redis.run("HSET", "fusebox:{shop}:orders", "y", "no JSON \u001b[1A");
        redis.run("LPUSH", "fusebox:{shop}:orders-log", "{\"breaker\":\"\\u001b[1A\",\"who\":\"\\u001b[H\"}");
        redis.run("SET", "fusebox:{shop}:jvm:id-2", "no JSON \u001b[1A");
        redis.run("ZADD", "fusebox:{shop}:jvms", now(), "id-2");

        for (Command command : List.of(
                fleet("status", redis.url()), fleet("orders", redis.url()), fleet("status", redis.url(), "--json"))) {
            assertThat(command.exitCode()).isZero();
            assertThat(command.stdout()).isNotEmpty().allSatisfy(FleetCommandsIT::isHarmless);
            assertThat(command.stderr()).allSatisfy(FleetCommandsIT::isHarmless);
        }
        assertThat(fleet("status", redis.url()).stderr())
                .contains("not shown: 1 of the JVMs, whose version of Fusebox writes what this one cannot read");
    }

    @Test
    void s11_watchGoesOnWhileRedisIsAway() throws Exception {
        publish("shop", "id-1", "pod-1", PublishedFleet.breaker("payments", "CLOSED", 1));
        try (ForkedJvm watch = ForkedJvm.on(jdk).in(directory).runAgentJar("fleet", "watch", redis.url())) {
            watch.awaitStdout(line -> line.endsWith("payments  CLOSED"));
            redis.kill();
            watch.awaitStdout(line -> line.contains("the fleet  " + redis.url()) && line.endsWith("; watch goes on"));
            redis.startAgain();
            publish("shop", "id-1", "pod-1", PublishedFleet.breaker("payments", "OPEN", 1));
            watch.awaitStdout(line -> line.endsWith("payments  OPEN"));
            assertThat(watch.stdout())
                    .filteredOn(line -> line.endsWith("the fleet  1 JVM"))
                    .hasSize(2);
            assertThat(watch.stderr()).isEmpty();
        }
    }

    @Test
    void s11_anOrderNamesTheJvmsThatDoNotObey() throws Exception {
        publish("shop", "id-1", "pod-1", PublishedFleet.breaker("payments", "CLOSED", 1));
        publish("shop", "id-2", "pod-2", "{\"name\":\"payments\",\"state\":\"CLOSED\",\"mode\":\"observe\"}");
        publish("shop", "id-3", "pod-3", PublishedFleet.breaker("http", "CLOSED", 1));

        Command order = fleet("force-open", redis.url(), "payments");
        assertThat(order.exitCode()).isZero();
        assertThat(order.stdout())
                .singleElement()
                .asString()
                .startsWith("payments: force-open on 1 of 3 JVMs of fleet shop");
        assertThat(order.stderr())
                .containsExactly(
                        "not on 1 JVM: the breaker's mode is observe there, so it rejects nothing: pod-2/7",
                        "not on 1 JVM: there is no such breaker now: pod-3/7");
    }

    private static void isHarmless(String line) {
        assertThat(line).doesNotContain("\u001b", "\u202e", "\u0007");
    }

    private Command fleet(String... words) throws Exception {
        String[] arguments = new String[words.length + 1];
        arguments[0] = "fleet";
        System.arraycopy(words, 0, arguments, 1, words.length);
        return Command.run(jdk, directory, arguments);
    }

    private void publish(String fleet, String id, String host, String... breakers) {
        new PublishedFleet(redis, fleet).publish(id, host, breakers);
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis());
    }
}
