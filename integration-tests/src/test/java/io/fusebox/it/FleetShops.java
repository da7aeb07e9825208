package io.fusebox.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** JVMs with one breaker {@code bank} in the fleet {@code shop}; closing kills them. */
final class FleetShops implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Path SCRIPTS = Path.of("../fleet/src/main/resources/io/fusebox/fleet/redis");

    private final Path directory;
    private final Duration wait;
    private final List<ForkedJvm> jvms = new ArrayList<>();

    /** Their breakers wait for two seconds. */
    FleetShops(Path directory) {
        this(directory, Duration.ofSeconds(2));
    }

    FleetShops(Path directory, Duration wait) {
        this.directory = directory;
        this.wait = wait;
    }

    List<ForkedJvm> all() {
        return jvms;
    }

    /** Starts one whose {@code fleet.url} is that. */
    ForkedJvm start(String url, String... options) throws IOException {
        Path own = Files.createDirectory(directory.resolve("shop" + jvms.size()));
        ForkedJvm jvm = Programs.guarded(
                        Jdks.newest(),
                        own,
                        "fleet.url = " + url,
                        "fleet.name = shop",
                        "breaker.bank.methods = com.acme.FleetShop$Bank#charge",
                        "breaker.bank.error-threshold = 2",
                        "breaker.bank.success-threshold = 1",
                        "breaker.bank.reset-timeout = " + wait.toSeconds() + "s",
                        "breaker.bank.fleet = share")
                .with(options)
                .run("com.acme.FleetShop");
        jvms.add(jvm);
        jvm.awaitStdout("open"::equals);
        return jvm;
    }

    /** An operator orders. */
    static void order(RedisServer redis, String operation) throws IOException {
        String begin = "fusebox:{shop}:orders";
        String script = Files.readString(SCRIPTS.resolve("order.lua"));
        redis.run("EVAL", script, "3", begin, begin + "-version", begin + "-log", "bank", operation, "ann", "a drill");
    }

    static void awaitLine(ForkedJvm jvm, String part, int times) {
        await().atMost(LIMIT).until(() -> lines(jvm, part) == times);
    }

    static long lines(ForkedJvm jvm, String part) {
        return jvm.stderr().stream().filter(line -> line.contains(part)).count();
    }

    @Override
    public void close() throws Exception {
        for (ForkedJvm jvm : jvms) {
            jvm.close();
        }
    }
}
