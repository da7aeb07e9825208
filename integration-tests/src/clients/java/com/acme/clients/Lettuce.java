package com.acme.clients;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.lettuce.core.codec.StringCodec;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lettuce: synchronous, asynchronous, reactive. Arguments: the ports of Redis and of a cluster. */
public final class Lettuce {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Relay relay = new Relay(port);
        Steps steps = new Steps("127.0.0.1");
        RedisClient client = client("127.0.0.1", relay.port());
        steps.step("connect", "success", () -> client.connect());
        StatefulRedisConnection<String, String> connection = client.connect();
        RedisCommands<String, String> sync = connection.sync();
        steps.step("set", "success", () -> sync.set("a", "1"));
        steps.step("get", "success", "1", () -> sync.get("a"));
        steps.step("wrong type", "ignored", () -> sync.lpush("a", "x"));
        steps.step("no command", "nothing", () -> {
            sync.setTimeout(Duration.ofMillis(300));
            return sync.getStatefulConnection();
        });
        for (Method method : RedisCommands.class.getMethods()) {
            if (List.of("isOpen", "getJsonParser").contains(method.getName())) {
                steps.step(method.getName(), "nothing", () -> method.invoke(sync));
            }
        }
        steps.step("loading", "error", () -> error(sync, "LOADING Redis is loading"));
        steps.step("busy", "error", () -> error(sync, "BUSY Redis is busy"));
        steps.step("no master", "error", () -> error(sync, "MASTERDOWN Link is down"));
        steps.step("no cluster", "error", () -> error(sync, "CLUSTERDOWN It is down"));
        steps.step(
                "async get", "success", "1", () -> connection.async().get("a").get());
        steps.step(
                "async wrong type",
                "ignored",
                () -> connection.async().lpush("a", "x").get());
        steps.step("reactive get", "success", "1", () -> connection
                .reactive()
                .get("a")
                .block());
        steps.step(
                "reactive of nothing",
                "success",
                () -> connection.reactive().get("nothing").block());
        steps.step(
                "reactive list",
                "success",
                () -> connection.reactive().mget("a", "b").collectList().block());
        steps.step(
                "reactive wrong type",
                "ignored",
                () -> connection.reactive().lpush("a", "x").block());
        steps.step(
                "another host",
                "localhost 2 success",
                () -> client("localhost", port).connect().sync().get("a"));
        steps.step("refused", "error", () -> client("127.0.0.1", SickServer.closedPort())
                .connect());
        RedisClient later = client("127.0.0.1", SickServer.closedPort());
        steps.step("async refused", "error", () -> later.connectAsync(
                        StringCodec.UTF8, RedisURI.create("127.0.0.1", SickServer.closedPort()))
                .get());
        steps.step("async cancelled", "success, cancelled", () -> {
            RedisFuture<?> future = client("127.0.0.1", port).connect().async().blpop(5, "nothing");
            return future.cancel(true);
        });
        RedisClient untimed = client("127.0.0.1", port);
        untimed.setOptions(
                ClientOptions.builder().timeoutOptions(TimeoutOptions.create()).build());
        RedisCommands<String, String> untimedSync = untimed.connect().sync();
        steps.step("commands without time-outs", "success", () -> untimedSync.get("a"));
        cluster(steps, Integer.parseInt(arguments[1]));
        relay.hang(true);
        steps.step("hang", "error", () -> sync.get("a"));
        steps.step(
                "reactive hang", "error", () -> connection.reactive().get("a").block(Duration.ofSeconds(2)));
        relay.hang(false);
        TimeUnit.MILLISECONDS.sleep(300);
        relay.refuse(true);
        steps.outage(() -> sync.get("a"), null, () -> relay.refuse(false));
        steps.end();
    }

    private static void cluster(Steps steps, int port) throws Exception {
        try (RedisClusterClient client = RedisClusterClient.create("redis://127.0.0.1:" + port)) {
            RedisAdvancedClusterCommands<String, String> sync = client.connect().sync();
            String node = sync.clusterMyId();
            sync.get("nothing");
            steps.step("cluster get", " success", () -> sync.get("nothing"));
            steps.step("cluster wrong type", " success, ignored", () -> {
                sync.set("a", "1");
                return sync.lpush("a", "x");
            });
            steps.step("no command of a cluster", "nothing", () -> {
                sync.setTimeout(Duration.ofSeconds(1));
                return sync.getStatefulConnection();
            });
            sync.getConnection(node);
            steps.step("a node's connection", "nothing", () -> sync.getConnection(node));
            sync.setTimeout(Duration.ofMillis(300));
            sync.clientPause(1500);
            steps.step("a cluster that hangs", " error", () -> sync.get("a"));
        }
    }

    private static RedisClient client(String host, int port) {
        return RedisClient.create(RedisURI.builder()
                .withHost(host)
                .withPort(port)
                .withTimeout(Duration.ofSeconds(3))
                .build());
    }

    private static Object error(RedisCommands<String, String> sync, String reply) {
        return sync.eval("return redis.error_reply('" + reply + "')", ScriptOutputType.VALUE);
    }
}
