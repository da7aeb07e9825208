package com.acme.clients;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;
import redis.clients.jedis.Pipeline;

/** Jedis, plain and pooled. Argument: the port of Redis. */
public final class JedisClient {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Relay relay = new Relay(port);
        HostAndPort address = new HostAndPort("127.0.0.1", relay.port());
        JedisClientConfig patience =
                DefaultJedisClientConfig.builder().socketTimeoutMillis(300).build();
        Steps steps = new Steps(address.toString());
        AtomicReference<Jedis> made = new AtomicReference<>();
        steps.step("connect", "cancelled", () -> {
            made.set(new Jedis(address, patience));
            return null;
        });
        Jedis jedis = made.get();
        steps.step("set", "success", "OK", () -> jedis.set("a", "1"));
        steps.step("get", "success", "1", () -> jedis.get("a"));
        steps.step("wrong type", "ignored", () -> jedis.lpush("a", "x"));
        steps.step("loading", "error", () -> jedis.eval("return redis.error_reply('LOADING Redis is loading')"));
        steps.step("no master", "error", () -> jedis.eval("return redis.error_reply('MASTERDOWN Link is down')"));
        steps.step("try again", "error", () -> jedis.eval("return redis.error_reply('TRYAGAIN Multiple keys')"));
        steps.step("no cluster", "error", () -> jedis.eval("return redis.error_reply('CLUSTERDOWN It is down')"));
        steps.step("busy", "error", () -> jedis.eval("return redis.error_reply('BUSY Redis is busy')"));
        steps.step("pipeline", "success", () -> {
            Pipeline pipeline = jedis.pipelined();
            pipeline.set("b", "1");
            pipeline.incr("b");
            pipeline.sync();
            return null;
        });
        steps.step("pipeline with replies", "success", () -> {
            Pipeline pipeline = jedis.pipelined();
            pipeline.incr("b");
            return pipeline.syncAndReturnAll();
        });
        AbstractTransaction transaction = jedis.multi();
        transaction.incr("b");
        steps.step("transaction", "success", () -> transaction.exec());
        AbstractTransaction aborted = jedis.multi();
        aborted.sendCommand(() -> "NOPE".getBytes(StandardCharsets.US_ASCII), new byte[0][]);
        steps.step("a transaction that is aborted", "ignored", () -> aborted.exec());
        steps.step("another host", "localhost:" + port + " success", () -> {
            try (Jedis other = new Jedis("localhost", port)) {
                return other.get("a");
            }
        });
        HostAndPort closed = new HostAndPort("127.0.0.1", SickServer.closedPort());
        steps.step("refused", closed + " error", () -> new Jedis(closed, patience).get("a"));
        steps.step(
                "refused, at the first command", closed + " error", () -> new Jedis(closed.getHost(), closed.getPort())
                        .get("a"));
        steps.step("refused, connecting alone", closed + " error", () -> {
            new Jedis(closed.getHost(), closed.getPort()).connect();
            return null;
        });
        relay.hang(true);
        JedisClientConfig secret = DefaultJedisClientConfig.builder()
                .socketTimeoutMillis(300)
                .password("secret")
                .build();
        steps.step("hang at the password", "error", () -> new Jedis(address, secret));
        steps.step("hang", "error", () -> jedis.get("a"));
        relay.hang(false);
        try (JedisPool pool = new JedisPool(new JedisPoolConfig(), "127.0.0.1", relay.port(), 300)) {
            steps.step("of a pool", "success, cancelled", () -> get(pool));
            steps.step("of a pool again", "success", () -> get(pool));
        }
        relay.refuse(true);
        steps.outage(
                () -> new Jedis(address, patience).get("a"),
                () -> new Jedis("localhost", port).get("a"),
                () -> relay.refuse(false));
        steps.end();
    }

    private static Object get(JedisPool pool) {
        try (Jedis jedis = pool.getResource()) {
            return jedis.get("a");
        }
    }
}
