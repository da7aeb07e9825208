package io.fusebox.fleet;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.List;

/** A JVM of a fleet in a test: one breaker that opens at the second error, and what the log would say. */
final class FleetJvm implements FleetHost, AutoCloseable {
    final Registry registry = new Registry(System::nanoTime);
    final Breaker bank = registry.breaker(
            "bank", CircuitBreakerSettings.builder().errorThreshold(2).build());
    final List<String> lines = new ArrayList<>();
    private final RedisConnection redis;
    private final FleetMember member;

    FleetJvm(RedisConnection redis, FleetKeys keys) {
        this.redis = redis;
        this.member = new FleetMember(registry, this, redis, keys, 0.5);
    }

    void poll() throws Exception {
        member.poll();
    }

    void trip() {
        for (int i = 0; i < 2; i++) {
            try {
                bank.run(() -> {
                    throw new IllegalStateException("down");
                });
            } catch (IllegalStateException down) {
                // As it should.
            }
        }
    }

    State state() {
        return bank.state();
    }

    @Override
    public String snapshot() {
        return "{}";
    }

    @Override
    public String sharing(String breaker) {
        return "share";
    }

    @Override
    public void takenBack(Breaker breaker) {}

    @Override
    public void line(String text) {
        lines.add(text);
    }

    @Override
    public void fault(Throwable fault) {
        throw new AssertionError(fault);
    }

    @Override
    public void close() {
        redis.close();
    }
}
