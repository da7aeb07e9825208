package io.fusebox.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisConnectionTest {
    private static final FleetKeys KEYS = new FleetKeys("shop");
    private static final List<String> ORDERS = List.of(KEYS.orders(), KEYS.ordersVersion(), KEYS.ordersLog());
    private static final List<String> ORDER = List.of("payments", "force-open", "ann", "the bank is down");

    @Test
    void runsAScriptThatRedisDoesNotKnowYetAndAgainAfterItForgot() throws Exception {
        try (RedisServer server = new RedisServer();
                RedisConnection redis = server.connect()) {
            String first = (String) redis.run(Script.ORDER, ORDERS, ORDER);
            server.kill();
            server.start();
            assertThatThrownBy(() -> redis.run(Script.ORDER, ORDERS, ORDER)).isInstanceOf(RedisFailure.class);
            String second = (String) redis.run(Script.ORDER, ORDERS, ORDER);

            assertThat(Long.parseLong(second)).as("a Redis that lost its data").isGreaterThan(Long.parseLong(first));
        }
    }

    @Test
    void saysInOneLineThatThePasswordIsWrong() throws Exception {
        try (RedisServer server = new RedisServer("--requirepass", "secret");
                RedisConnection right = new RedisConnection(server.address(), () -> "secret", 2000);
                RedisConnection wrong = new RedisConnection(server.address(), () -> "no", 2000);
                RedisConnection none = server.connect()) {
            assertThat(right.run(Script.ORDER, ORDERS, ORDER)).isNotNull();
            assertThatThrownBy(() -> wrong.run(Script.ORDER, ORDERS, ORDER))
                    .isInstanceOf(RedisFailure.class)
                    .hasMessageStartingWith("Redis refuses user or password: WRONGPASS");
            assertThatThrownBy(() -> none.run(Script.ORDER, ORDERS, ORDER))
                    .isInstanceOf(RedisFailure.class)
                    .hasMessageStartingWith("Redis refuses user or password: NOAUTH");
        }
    }

    @Test
    void waitsForARedisThatHangsNoLongerThanItsTime() throws Exception {
        try (RedisServer server = new RedisServer();
                RedisConnection redis = new RedisConnection(server.address(), () -> null, 200)) {
            assertThat(redis.run(Script.ORDER, ORDERS, ORDER)).isNotNull();
            server.signal("STOP");
            assertThatThrownBy(() -> redis.run(Script.ORDER, ORDERS, ORDER)).isInstanceOf(RedisFailure.class);
            server.signal("CONT");
            assertThat(redis.run(Script.ORDER, ORDERS, ORDER)).isNotNull();
        }
    }

    @Test
    void aUserWithTheRightsOfTheDocumentationIsEnoughForEveryScript() throws Exception {
        try (RedisServer server = new RedisServer();
                RedisConnection redis = asUser(server, "~fusebox:*", "+@all", "-@dangerous")) {
            assertThat(redis.run(Script.ORDER, ORDERS, ORDER)).isNotNull();
            List<String> poll = List.of(KEYS.jvms(), KEYS.jvm("a"), KEYS.orders(), KEYS.ordersVersion());
            assertThat(redis.run(Script.POLL, poll, List.of("a", "0", "{}"))).isNotNull();
            assertThat(redis.run(Script.RESTORE, ORDERS, List.of("x", "{\"number\":\"1\"}")))
                    .isEqualTo(1L);
            assertThat(redis.run(Script.FLEETS, List.of(), List.of("0"))).isNotNull();
            assertThat(redis.run(Script.MEMBERS, List.of(KEYS.jvms(), KEYS.orders()), List.of()))
                    .isNotNull();
            assertThat(redis.run(Script.SNAPSHOTS, List.of(KEYS.jvm("a")), List.of()))
                    .isEqualTo(List.of("{}"));
            assertThat(redis.run(Script.PAST_ORDERS, List.of(KEYS.ordersLog()), List.of()))
                    .isNotNull();
        }
    }

    @Test
    void saysWhichRightTheUserLacks() throws Exception {
        for (String[] rights : List.of(new String[] {"~other:*", "+@all"}, new String[] {"~*", "-@all"}, new String[] {
            "~*", "+@all", "-@sortedset", "-hset"
        })) {
            try (RedisServer server = new RedisServer();
                    RedisConnection redis = asUser(server, rights)) {
                assertThatThrownBy(() -> redis.run(Script.ORDER, ORDERS, ORDER))
                        .isInstanceOf(RedisFailure.class)
                        .hasMessageStartingWith("the user 'fusebox' of Redis has too few rights: ");
            }
        }
    }

    private static RedisConnection asUser(RedisServer server, String... rights) throws Exception {
        List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", "fusebox", "on", ">secret"));
        command.addAll(List.of(rights));
        server.run(command.toArray(new String[0]));
        RedisAddress address = new RedisAddress("127.0.0.1", server.address().port(), false, "fusebox", 0);
        return new RedisConnection(address, () -> "secret", 2000);
    }

    /** What Redis answers while it reads its data from the disk, and while it has no primary. */
    @Test
    void aRedisThatIsNotReadyYetIsAskedAgain() throws Exception {
        for (String answer : List.of(
                "LOADING Redis is loading the dataset in memory",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "CLUSTERDOWN The cluster is down")) {
            try (RefusingServer server = new RefusingServer(answer);
                    RedisConnection redis = server.connect()) {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> redis.run(Script.ORDER, ORDERS, ORDER))
                            .isInstanceOf(RedisFailure.class)
                            .hasMessage(answer);
                }
            }
        }
    }
}
