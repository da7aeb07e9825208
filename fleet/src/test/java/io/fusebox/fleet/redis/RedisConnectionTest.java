package io.fusebox.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
