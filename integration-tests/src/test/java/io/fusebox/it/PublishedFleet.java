package io.fusebox.it;

/** A fleet as its JVMs publish it, without the JVMs. */
final class PublishedFleet {
    private final RedisServer redis;
    private final String name;

    PublishedFleet(RedisServer redis, String name) {
        this.redis = redis;
        this.name = name;
    }

    /** What a JVM tells its fleet. */
    void publish(String id, String host, String... breakers) {
        redis.run("ZADD", key("jvms"), Long.toString(System.currentTimeMillis() + 60_000), id);
        redis.run(
                "SET",
                key("jvm:" + id),
                "{\"id\":\"" + id + "\",\"host\":\"" + host + "\",\"pid\":7,\"fusebox\":{\"version\":\"1.0.0\"},"
                        + "\"breakers\":[" + String.join(",", breakers) + "]}");
    }

    /** The JVM has ended. */
    void remove(String id) {
        redis.run("ZREM", key("jvms"), id);
        redis.run("DEL", key("jvm:" + id));
    }

    /** A key of the fleet. */
    String key(String rest) {
        return "fusebox:{" + name + "}:" + rest;
    }

    static String breaker(String name, String state, int errors) {
        return "{\"name\":\"" + name + "\",\"state\":\"" + state + "\",\"totalSuccessCount\":2,\"totalErrorCount\":"
                + errors + ",\"totalRejectedCount\":0}";
    }
}
