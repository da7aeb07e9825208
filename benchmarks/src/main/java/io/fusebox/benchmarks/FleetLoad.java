package io.fusebox.benchmarks;

import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisAddress;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.fleet.redis.RedisFailure;
import io.fusebox.fleet.redis.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a fleet costs its Redis: simulated JVMs poll a redis-server of this machine, each over a connection of its own, with the
 * script and the words of real ones. Prints what Redis did, and how long an order took until every JVM had it.
 */
public final class FleetLoad {
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 40;
    private static final int ORDERS = 10;
    private static final int THREADS = 12;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final long POLL_MILLIS = 1_000;

    private final FleetKeys keys = new FleetKeys("load");
    private final RedisAddress address;
    private final int breakers;
    private final String snapshot;
    private final AtomicLong orderedAt = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
    private final AtomicLong late = new AtomicLong();

    private FleetLoad(RedisAddress address, int breakers, int snapshotBytes) {
        this.address = address;
        this.breakers = breakers;
        this.snapshot = "x".repeat(snapshotBytes);
    }

    /** How many JVMs, how many shared breakers each has, how many bytes of snapshot it publishes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int jvms = Integer.parseInt(arguments[0]);
        int breakers = Integer.parseInt(arguments[1]);
        int port = freePort();
        Path folder = Files.createTempDirectory("fleet-load");
        Process redis = new ProcessBuilder(
                        "redis-server",
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--maxclients",
                        Integer.toString(jvms + 100))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Thread.sleep(1_000);
            RedisAddress address = new RedisAddress("127.0.0.1", port, false, null, 0);
            new FleetLoad(address, breakers, Integer.parseInt(arguments[2])).measure(jvms, redis);
        } finally {
            redis.destroyForcibly().waitFor();
            Files.delete(folder);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void measure(int jvms, Process redis) throws IOException, InterruptedException {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
        List<Jvm> all = new ArrayList<>();
        for (int i = 0; i < jvms; i++) {
            Jvm jvm = new Jvm(i);
            all.add(jvm);
            var unused = threads.scheduleAtFixedRate(jvm, i * POLL_MILLIS / jvms, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        Thread.sleep(WARM_UP_SECONDS * 1_000L);
        long polls = all.stream().mapToLong(jvm -> jvm.polls.get()).sum();
        long cpu = cpuMillis(redis);
        long begin = System.nanoTime();
        late.set(0);
        try (RedisConnection operator = new RedisConnection(address, () -> null, TIMEOUT_MILLIS)) {
            for (int i = 0; i < ORDERS; i++) {
                orderedAt.set(System.nanoTime());
                operator.run(
                        Script.ORDER,
                        List.of(keys.orders(), keys.ordersVersion(), keys.ordersLog()),
                        List.of("breaker-1", i % 2 == 0 ? "force-open" : "auto", "operator", "a reason"));
                Thread.sleep(SECONDS * 1_000L / ORDERS);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        print(
                jvms,
                (all.stream().mapToLong(jvm -> jvm.polls.get()).sum() - polls) / seconds,
                (cpuMillis(redis) - cpu) / seconds / 10,
                all.stream().mapToLong(jvm -> jvm.bytes).max().orElse(0));
        threads.shutdownNow();
        all.forEach(jvm -> jvm.redis.close());
    }

    private void print(int jvms, double polls, double cpu, long bytes) {
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%d JVMs, %d breakers each, snapshots of %,d bytes: %.0f polls/s, %.1f MB/s to Redis, Redis' CPU %.0f%%,"
                        + " an order everywhere p50 %d ms, p99 %d ms, worst %d ms (%d of %d heard), %d polls failed%n",
                jvms,
                breakers,
                snapshot.length(),
                polls,
                polls * (bytes + snapshot.length() / 2.0) / 1e6,
                cpu,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1),
                sorted.length,
                (long) jvms * ORDERS,
                late.get());
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /** How long the process has computed. */
    private static long cpuMillis(Process process) {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(0L);
    }

    /** A simulated JVM: what its fleet's thread does. */
    private final class Jvm implements Runnable {
        final RedisConnection redis = new RedisConnection(address, () -> null, TIMEOUT_MILLIS);
        private final String id;
        private final List<String> allKeys = new ArrayList<>();
        private String order = "0";
        final AtomicLong polls = new AtomicLong();
        volatile long bytes;

        Jvm(int number) {
            this.id = "00000000-0000-0000-0000-" + String.format(Locale.ROOT, "%012d", number);
            allKeys.addAll(Arrays.asList(keys.jvms(), keys.jvm(id), keys.orders(), keys.ordersVersion()));
            for (int i = 0; i < breakers; i++) {
                allKeys.addAll(keys.breaker("breaker-" + i));
            }
        }

        @Override
        public void run() {
            List<String> words = new ArrayList<>(List.of(id, order, polls.get() % 2 == 0 ? snapshot : ""));
            for (int i = 0; i < breakers; i++) {
                words.addAll(List.of(polls.get() % 3 == 0 ? "1" : "0", "-", "", "0", "-", "1", "0", "0.5"));
            }
            try {
                List<?> answer = (List<?>) Objects.requireNonNull(redis.run(Script.POLL, allKeys, words));
                String heard = String.valueOf(answer.get(2));
                if (!heard.equals(order)) {
                    order = heard;
                    if (orderedAt.get() != 0) {
                        delays.add((System.nanoTime() - orderedAt.get()) / 1_000_000);
                    }
                }
                bytes = allKeys.stream().mapToLong(key -> key.length() + 7L).sum() + words.size() * 7L;
                polls.incrementAndGet();
            } catch (RedisFailure failed) {
                late.incrementAndGet();
            }
        }
    }
}
