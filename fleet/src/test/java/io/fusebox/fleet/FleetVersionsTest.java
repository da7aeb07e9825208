package io.fusebox.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.fleet.redis.RedisServer;
import io.fusebox.fleet.redis.Script;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members of other versions of Fusebox in the same fleet, in the form of what they write into Redis. */
class FleetVersionsTest {
    private static final FleetKeys KEYS = new FleetKeys("shop");

    private RedisServer server;
    private FleetJvm jvm;

    @BeforeEach
    void start() throws Exception {
        server = new RedisServer();
        jvm = new FleetJvm(server.connect(), KEYS);
        jvm.poll();
    }

    @AfterEach
    void stop() throws Exception {
        jvm.close();
        server.close();
    }

    /** Gives the order as another version writes it. */
    private void order(int version, String json) throws Exception {
        server.run("HSET", KEYS.orders(), "bank", json);
        server.run("SET", KEYS.ordersVersion(), Integer.toString(version));
        jvm.poll();
    }

    private List<?> pastOrders() throws Exception {
        try (RedisConnection redis = server.connect()) {
            return (List<?>)
                    Objects.requireNonNull(redis.run(Script.PAST_ORDERS, List.of(KEYS.ordersLog()), List.of()));
        }
    }

    @Test
    void r04_anOrderWithFieldsOfANewerVersionIsInForceAndIsGivenBackWithThem() throws Exception {
        String order =
                "{\"layout\":7,\"operation\":\"force-open\",\"who\":\"ann\",\"reason\":null,\"when\":\"2031-01-01T00:00:00Z\","
                        + "\"zones\":[{\"name\":\"eu\"}],\"until\":{\"millis\":1},\"number\":7}";
        order(7, order);
        assertThat(jvm.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(jvm.lines).containsExactly("fleet: bank: force-open by order of ann to the fleet");

        server.run("FLUSHALL");
        jvm.poll();
        assertThat(pastOrders()).asString().isEqualTo("[" + order + "]");
        assertThat(jvm.state()).isEqualTo(State.FORCED_OPEN);
    }

    @Test
    void r04_anOrderThatLacksAllButItsOperationIsInForceUntilAnyOther() throws Exception {
        order(1, "{\"operation\":\"force-close\"}");
        assertThat(jvm.state()).isEqualTo(State.FORCED_CLOSED);
        assertThat(jvm.lines).containsExactly("fleet: bank: force-close by order of somebody to the fleet");
        order(2, "{\"operation\":\"auto\",\"number\":1.0e15}");
        assertThat(jvm.state()).isEqualTo(State.CLOSED);
        order(3, "{\"operation\":\"force-open\",\"number\":\"1000000000000001\"}");
        assertThat(jvm.state()).isEqualTo(State.FORCED_OPEN);
    }

    /** The order before is over on all JVMs alike: those that start later know only the newest. */
    @Test
    void r04_anOrderThatThisVersionDoesNotKnowForcesNothingAndSaysSoAndIsGivenBack() throws Exception {
        order(1, "{\"operation\":\"force-open\",\"number\":\"1\"}");
        jvm.lines.clear();
        String drain = "{\"operation\":\"drain\",\"who\":\"ann\",\"number\":\"2\"}";
        order(2, drain);
        assertThat(jvm.state()).isEqualTo(State.CLOSED);
        assertThat(jvm.lines)
                .containsExactly(
                        "fleet: bank: this version of Fusebox does not know 'drain' by order of ann to the fleet;"
                                + " it forces nothing here, as after auto");
        server.run("FLUSHALL");
        jvm.poll();
        assertThat(pastOrders()).asString().isEqualTo("[" + drain + "]");
    }

    /** Also a JVM that publishes no snapshot is a JVM of the fleet, and its evidence counts. */
    @Test
    void evidenceOfANewerVersionCountsAndItsFieldsStay() throws Exception {
        long now = System.currentTimeMillis();
        List<String> keys = KEYS.breaker("bank");
        server.run("HSET", keys.get(0), "half-life", "3", "closing", "c1");
        for (String key : List.of(KEYS.jvms(), keys.get(1), keys.get(2))) {
            server.run("ZADD", key, Long.toString(now), "newer");
        }
        jvm.poll();
        jvm.trip();
        jvm.poll();
        assertThat(ask("HGET", keys.get(0), "half-life")).isEqualTo("3");
        assertThat(ask("HGET", keys.get(0), "closing")).isEqualTo("c1");
        assertThat(ask("HGET", keys.get(0), "opening"))
                .as("two of two opened it")
                .isNotEmpty();
        assertThat(ask("ZRANGE", KEYS.jvms(), "0", "-1")).contains("newer");
    }

    private String ask(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("redis-cli", "-p", Integer.toString(server.address().port())));
        command.addAll(List.of(words));
        Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** What other versions read: these may get more fields, and none may go or change its meaning. */
    @Test
    void whatThisVersionWritesHasTheFieldsThatOthersRead() throws Exception {
        try (RedisConnection redis = server.connect()) {
            List<String> keys = List.of(KEYS.orders(), KEYS.ordersVersion(), KEYS.ordersLog());
            Objects.requireNonNull(redis.run(Script.ORDER, keys, List.of("bank", "force-open", "ann", "down")));
        }
        Map<String, String> order = JsonTexts.of(String.valueOf(pastOrders().get(0)));
        assertThat(order)
                .containsEntry("breaker", "bank")
                .containsEntry("operation", "force-open")
                .containsEntry("who", "ann")
                .containsEntry("reason", "down");
        assertThat(order.get("number"))
                .as("microseconds as text: JSON of Redis has no exact number so great")
                .matches("\\d{16}");
        assertThat(order.get("when")).as("milliseconds").matches("\\d{13}");
    }
}
