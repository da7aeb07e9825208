import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an agent costs a whole application: start, memory, late attach, detach. The application is the shop beside this file,
 * with PostgreSQL as Debian packs it. The variants take turns, so that the machine's moods hit all alike; each figure is a
 * median.
 *
 * <pre>
 * java benchmarks/shop/ShopCost.java fusebox-agent.jar opentelemetry-javaagent.jar [rounds [variant,variant,attach…]]
 * </pre>
 *
 * <p>It uses the JDK that runs it.
 */
public final class ShopCost {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int ORDERS_BEFORE_MEMORY = 200;
    private static final int CALLERS = 2;

    private final Path directory;
    private final Path shop;
    private final Path agent;
    private final Path configuration;
    private final String database;
    private final String bank;

    private ShopCost(Path directory, Path home, Path agent, String database, String bank) {
        this.directory = directory;
        this.shop = home.resolve("target/shop.jar");
        this.configuration = home.resolve("fusebox.properties");
        this.agent = agent;
        this.database = database;
        this.bank = bank;
    }

    public static void main(String[] arguments) throws Exception {
        Path agent = Path.of(arguments[0]).toRealPath();
        Path opentelemetry = Path.of(arguments[1]).toRealPath();
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
        Path home = Path.of(System.getProperty("jdk.launcher.sourcefile", "benchmarks/shop/ShopCost.java"))
                .toAbsolutePath()
                .getParent();
        Path directory = Files.createTempDirectory("shop");
        HttpServer bank = bank();
        try (Postgres postgres = new Postgres(directory)) {
            ShopCost cost = new ShopCost(
                    directory, home, agent, postgres.port, "http://127.0.0.1:" + bank.getAddress().getPort());
            Map<String, List<String>> variants = cost.variants(opentelemetry);
            if (arguments.length > 3) {
                variants.keySet().retainAll(List.of(arguments[3].split(",")));
            }
            if (!variants.isEmpty()) {
                cost.starts(variants, rounds);
            }
            if (arguments.length <= 3 || arguments[3].contains("attach")) {
                cost.attach(rounds);
            }
        } finally {
            bank.stop(0);
            delete(directory);
        }
    }

    private Map<String, List<String>> variants(Path opentelemetry) throws Exception {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("no agent", List.of());
        variants.put("empty agent", List.of("-javaagent:" + emptyAgent()));
        variants.put("Fusebox", List.of("-javaagent:" + agent + "=" + configuration));
        List<String> lines = new ArrayList<>(Files.readAllLines(configuration));
        lines.add("breaker.none.methods = com.nowhere.Port+#*, com.nowhere.**#*, *#@com.nowhere.Marked, com.nowhere.Type#call");
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("exact", "bank|checkout|products|customers");
        kinds.put("wildcards", "catalog|people|orders");
        kinds.put("subtypes", "rows|pool|sql|storage");
        kinds.put("annotation", "transactions");
        kinds.put("nothing matches", "none");
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            Path file = directory.resolve(kind.getKey().replace(' ', '-') + ".properties");
            Files.write(
                    file,
                    lines.stream()
                            .filter(line -> line.matches("(breaker\\.(" + kind.getValue() + ")|defaults)\\..*"))
                            .toList());
            variants.put("Fusebox: " + kind.getKey(), List.of("-javaagent:" + agent + "=" + file));
        }
        variants.put("resilience4j in code", List.of("-Dguard=resilience4j"));
        variants.put(
                "OpenTelemetry",
                List.of(
                        "-javaagent:" + opentelemetry,
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none"));
        return variants;
    }

    private void starts(Map<String, List<String>> variants, int rounds) throws Exception {
        Map<String, List<double[]>> measured = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                double[] figures = start(variant.getValue());
                System.err.printf(
                        "%d %s %s%n", round, variant.getKey(), Arrays.toString(figures));
                // The first fills the machine's caches.
                if (round > 0) {
                    measured.computeIfAbsent(variant.getKey(), unused -> new ArrayList<>())
                            .add(figures);
                }
            }
        }
        System.out.printf("JDK %s, medians of %d%n", System.getProperty("java.vm.version"), rounds);
        System.out.printf(
                "%-24s %18s %18s %16s %16s%n", "", "start, CPU s", "start, wall s", "heap, MB", "metaspace, MB");
        double[] plain = null;
        for (Map.Entry<String, List<double[]>> variant : measured.entrySet()) {
            double[] medians = new double[4];
            for (int i = 0; i < medians.length; i++) {
                medians[i] = median(variant.getValue(), i);
            }
            plain = plain == null ? medians : plain;
            System.out.printf(
                    "%-24s %8.2f (%+5.1f %%) %8.2f (%+5.1f %%) %6.1f (%+6.2f) %6.1f (%+6.2f)%n",
                    variant.getKey(),
                    medians[0],
                    (medians[0] / plain[0] - 1) * 100,
                    medians[1],
                    (medians[1] / plain[1] - 1) * 100,
                    medians[2],
                    medians[2] - plain[2],
                    medians[3],
                    medians[3] - plain[3]);
        }
    }

    /** Seconds of CPU and of the clock to the first answer; MB of heap and metaspace after a full collection. */
    private double[] start(List<String> options) throws Exception {
        try (Running running = new Running(options)) {
            double wall = running.awaitFirstAnswer();
            double cpu = running.cpu();
            for (int i = 0; i < ORDERS_BEFORE_MEMORY; i++) {
                running.order();
            }
            running.jcmd("GC.run");
            running.jcmd("GC.run");
            String heap = running.jcmd("GC.heap_info");
            return new double[] {
                cpu, wall, kilobytes(heap, "total \\d+K, used (\\d+)K") / 1024, kilobytes(heap, "Metaspace +used (\\d+)K") / 1024
            };
        }
    }

    private static double kilobytes(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** Callers go on while the agent is attached and detached. */
    private void attach(int rounds) throws Exception {
        List<double[]> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            try (Running running = new Running(List.of())) {
                running.awaitFirstAnswer();
                for (int i = 0; i < 20 * ORDERS_BEFORE_MEMORY; i++) {
                    running.order();
                }
                try (Callers callers = new Callers(running)) {
                    double[] usual = callers.during(() -> TimeUnit.SECONDS.sleep(5));
                    double[] attach = callers.during(() -> running.command("attach", configuration.toString()));
                    double[] guarded = callers.during(() -> TimeUnit.SECONDS.sleep(5));
                    double[] detach = callers.during(() -> running.command("detach"));
                    double[] after = callers.during(() -> TimeUnit.SECONDS.sleep(5));
                    double[] row = {
                        attach[0], usual[1], attach[1], guarded[1], detach[0], detach[1], usual[2], attach[2], guarded[2],
                        detach[2], after[2]
                    };
                    System.err.println(Arrays.toString(row));
                    all.add(row);
                }
            }
        }
        String[] names = {
            "attach, whole, s",
            "longest call before, ms",
            "longest call during the attach, ms",
            "longest call guarded, ms",
            "detach, whole, s",
            "longest call during the detach, ms",
            "orders a second before",
            "orders a second during the attach",
            "orders a second guarded",
            "orders a second during the detach",
            "orders a second afterwards"
        };
        for (int i = 0; i < names.length; i++) {
            System.out.printf("%-36s %8.1f%n", names[i], median(all, i));
        }
    }

    private static double median(List<double[]> rows, int column) {
        double[] sorted = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The application, running. */
    private final class Running implements AutoCloseable {
        private final int port = freePort();
        private final Process process;
        private final long begin = System.nanoTime();

        Running(List<String> options) throws IOException {
            List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx512m"));
            command.addAll(options);
            command.addAll(List.of(
                    "-jar",
                    shop.toString(),
                    "--server.port=" + port,
                    "--bank.url=" + bank,
                    "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + database + "/postgres"));
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("shop.log").toFile())
                    .start();
        }

        double awaitFirstAnswer() throws Exception {
            while (true) {
                try {
                    order();
                    return (System.nanoTime() - begin) / 1e9;
                } catch (IOException notYet) {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(Files.readString(directory.resolve("shop.log")), notYet);
                    }
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        }

        void order() throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order/tea"))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        }

        double cpu() {
            return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
        }

        String jcmd(String what) throws Exception {
            return run(JCMD, String.valueOf(process.pid()), what);
        }

        void command(String name, String... more) throws Exception {
            List<String> command = new ArrayList<>(
                    List.of(JAVA, "-jar", agent.toString(), name, String.valueOf(process.pid())));
            command.addAll(List.of(more));
            run(command.toArray(String[]::new));
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** Threads that order without a pause. */
    private static final class Callers implements AutoCloseable {
        interface Work {
            void run() throws Exception;
        }

        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<long[]> calls = new CopyOnWriteArrayList<>();
        private final List<Thread> threads = new ArrayList<>();
        private final List<List<long[]>> logs = new ArrayList<>();

        Callers(Running running) {
            for (int i = 0; i < CALLERS; i++) {
                List<long[]> log = java.util.Collections.synchronizedList(new ArrayList<>());
                logs.add(log);
                Thread thread = new Thread(() -> {
                    while (!ended.get()) {
                        try {
                            long begin = System.nanoTime();
                            running.order();
                            log.add(new long[] {begin, System.nanoTime()});
                        } catch (Exception failed) {
                            if (!ended.get()) {
                                failed.printStackTrace();
                            }
                        }
                    }
                });
                thread.start();
                threads.add(thread);
            }
        }

        /** Seconds that the work took, the longest call that touched it in ms, and calls a second. */
        double[] during(Work work) throws Exception {
            long begin = System.nanoTime();
            work.run();
            long end = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(500);
            double longest = 0;
            int count = 0;
            for (List<long[]> log : logs) {
                synchronized (log) {
                    for (long[] call : log) {
                        if (call[1] >= begin && call[0] <= end) {
                            longest = Math.max(longest, (call[1] - call[0]) / 1e6);
                            count++;
                        }
                    }
                }
            }
            double seconds = (end - begin) / 1e9;
            return new double[] {seconds, longest, count / seconds};
        }

        @Override
        public void close() throws Exception {
            ended.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** PostgreSQL, as Debian packs it, with a database of its own. It refuses to run as root. */
    private static final class Postgres implements AutoCloseable {
        final String port = String.valueOf(freePort());
        private final Process server;

        Postgres(Path directory) throws Exception {
            Path programs;
            try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
                programs = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
            }
            Path home = Files.createDirectory(directory.resolve("postgres"));
            List<String> user = List.of();
            if (System.getProperty("user.name").equals("root")) {
                user = List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
                run("chown", "postgres", home.toString());
            }
            String data = home.resolve("data").toString();
            run(Stream.concat(user.stream(), Stream.of(programs.resolve("initdb").toString(), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync"))
                    .toArray(String[]::new));
            List<String> command = new ArrayList<>(user);
            command.addAll(List.of(
                    programs.resolve("postgres").toString(),
                    "-D",
                    data,
                    "-p",
                    port,
                    "-k",
                    home.toString(),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "fsync=off"));
            File log = directory.resolve("postgres.log").toFile();
            server = new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            while (!Files.readString(log.toPath()).contains("ready to accept connections")) {
                if (!server.isAlive()) {
                    throw new IllegalStateException(Files.readString(log.toPath()));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }

        @Override
        public void close() throws Exception {
            run("kill", "-INT", String.valueOf(server.pid()));
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static HttpServer bank() throws IOException {
        // Else each answer takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.createContext("/charge/", exchange -> {
            byte[] receipt = "receipt".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, receipt.length);
            exchange.getResponseBody().write(receipt);
            exchange.close();
        });
        bank.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        bank.start();
        return bank;
    }

    /** An agent whose transformer changes nothing: what the JVM takes to hand over class files. */
    private Path emptyAgent() throws Exception {
        Path source = directory.resolve("Empty.java");
        Files.writeString(source, """
                public final class Empty implements java.lang.instrument.ClassFileTransformer {
                    public static void premain(String arguments, java.lang.instrument.Instrumentation instrumentation) {
                        instrumentation.addTransformer(new Empty(), true);
                    }
                }
                """);
        Path manifest = directory.resolve("manifest");
        Files.writeString(manifest, "Premain-Class: Empty\nCan-Retransform-Classes: true\n");
        Path jar = directory.resolve("empty.jar");
        Path bin = Path.of(JAVA).getParent();
        run(bin.resolve("javac").toString(), "--release", "17", source.toString());
        run(
                bin.resolve("jar").toString(),
                "cfm",
                jar.toString(),
                manifest.toString(),
                "-C",
                directory.toString(),
                "Empty.class");
        return jar;
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
        }
        return output;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
