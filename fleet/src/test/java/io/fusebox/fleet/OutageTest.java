package io.fusebox.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisAddress;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.fleet.redis.RedisFailure;
import io.fusebox.fleet.redis.RedisServer;
import io.fusebox.fleet.redis.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** SPEC 11: while Redis is away, every JVM says so once: each cause once, and a new one when it changes. */
class OutageTest {
    private static final FleetKeys KEYS = new FleetKeys("shop");
    private static final List<String> ORDERS = List.of(KEYS.orders(), KEYS.ordersVersion(), KEYS.ordersLog());
    private static final List<String> ORDER = List.of("payments", "force-open", "ann", "");

    private final Outage outage = new Outage("shop");
    private final List<String> lines = new ArrayList<>();

    @Test
    void eachCauseIsToldOnceUntilRedisAnswersAgain() throws Exception {
        AtomicReference<String> password = new AtomicReference<>("right");
        try (RedisServer server = new RedisServer("--requirepass", "right");
                RedisConnection redis = new RedisConnection(server.address(), password::get, 300)) {
            assertThat(redis.run(Script.ORDER, ORDERS, ORDER)).isNotNull();
            server.kill();
            fail(redis, 3);
            assertThat(lines).singleElement().asString().startsWith("fleet: shop does not answer: ");

            server.start();
            password.set("wrong");
            fail(redis, 3);
            assertThat(lines).hasSize(2);
            assertThat(lines.get(1))
                    .startsWith(
                            "fleet: shop still does not answer, now for another reason: Redis refuses user or password: ");

            password.set("right");
            assertThat(redis.run(Script.ORDER, ORDERS, ORDER)).isNotNull();
            server.signal("STOP");
            fail(redis, 2);
            assertThat(lines).hasSize(3);
            assertThat(lines.get(2)).contains("another reason: ", "timed out");
            server.signal("CONT");

            // What was told is not told again while it goes to and fro.
            password.set("wrong");
            fail(redis, 2);
            server.kill();
            fail(redis, 2);
            assertThat(lines).hasSize(3);

            outage.end();
            fail(redis, 2);
            assertThat(lines).hasSize(4);
            assertThat(lines.get(3)).startsWith("fleet: shop does not answer: ");
        }
    }

    @Test
    void whatRedisAnswersIsToldByItsFirstWord() throws Exception {
        try (RedisServer server = new RedisServer();
                RedisConnection redis = server.connect()) {
            assertThat(redis.run(Script.ORDER, ORDERS, ORDER)).isNotNull();
            server.run("CONFIG", "SET", "maxmemory", "1");
            fail(redis, 3);
            server.run("CONFIG", "SET", "maxmemory", "0");
            server.run("REPLICAOF", "127.0.0.1", "1");
            fail(redis, 3);

            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).contains("OOM");
            assertThat(lines.get(1)).contains("still does not answer, now for another reason: READONLY");
        }
    }

    @Test
    void aRedisThatAnswersAnythingFillsNoLog() throws Exception {
        RedisAddress nowhere = new RedisAddress("127.0.0.1", 1, false, null, 0);
        for (int i = 0; i < 100; i++) {
            int number = i;
            try (RedisConnection redis = new RedisConnection(
                    nowhere,
                    () -> {
                        if (number % 2 == 0) {
                            throw new IllegalStateException("a" + number);
                        }
                        throw new IOException("b" + number);
                    },
                    100)) {
                fail(redis, 1);
            }
        }
        assertThat(lines).hasSize(2);
    }

    private void fail(RedisConnection redis, int times) {
        for (int i = 0; i < times; i++) {
            RedisFailure failure = assertThrows(RedisFailure.class, () -> redis.run(Script.ORDER, ORDERS, ORDER));
            String line = outage.line(failure);
            if (line != null) {
                lines.add(line);
            }
        }
    }
}
