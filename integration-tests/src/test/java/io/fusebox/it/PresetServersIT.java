package io.fusebox.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Presets whose clients talk to a real server: Redis, Kafka, and one that speaks MongoDB's protocol. */
class PresetServersIT {
    private static final Path SOURCES = Path.of(System.getProperty("fusebox.test.server-programs"));

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path servers;

    private static String redisPort = "";
    private static String clusterPort = "";
    private static String kafkaPort = "";
    private static String mongoPort = "";
    private static Process redis;
    private static Process cluster;
    private static ForkedJvm kafka;
    private static ForkedJvm mongo;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        redisPort = freePort();
        clusterPort = freePort();
        kafkaPort = freePort();
        mongoPort = freePort();
        redis = redis(redisPort);
        cluster = redis(clusterPort, "--cluster-enabled", "yes", "--cluster-port", freePort());
        List<Path> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        Path programs = Bed.compile(servers.resolve("classes"), ClientLibraries.servers(), "17", sources);
        kafka = server(programs).run("com.acme.servers.Kafka", kafkaPort, freePort(), servers.toString());
        mongo = server(programs).run("com.acme.servers.Mongo", mongoPort);
        mongo.awaitStdout("ready"::equals);
        kafka.awaitStdout("ready"::equals);
        await().atMost(LIMIT).until(() -> ask(redisPort, "PING").contains("PONG"));
        await().atMost(LIMIT).until(() -> ask(clusterPort, "PING").contains("PONG"));
        ask(clusterPort, "CLUSTER ADDSLOTSRANGE 0 16383");
        await().atMost(LIMIT).until(() -> ask(clusterPort, "CLUSTER INFO").contains("cluster_state:ok"));
    }

    private static Process redis(String port, String... options) throws IOException {
        Path folder = Files.createDirectory(servers.resolve("redis-" + port));
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--dir", folder.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** What Redis answers; nothing while it does not. */
    private static String ask(String port, String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException notYet) {
            return "";
        }
    }

    private static ForkedJvm.Builder server(Path programs) {
        return ForkedJvm.on(Jdks.all().findFirst().orElseThrow())
                .in(servers)
                .with("-Xmx384m")
                .onClassPath(ClientLibraries.servers().toArray(Path[]::new))
                .onClassPath(programs);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (redis != null) {
            redis.destroyForcibly().waitFor();
        }
        if (cluster != null) {
            cluster.destroyForcibly().waitFor();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (mongo != null) {
            mongo.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void jedis(ClientLibraries libraries) throws Exception {
        libraries.run(directory, "jedis", "JedisClient", redisPort);
    }

    @ParameterizedTest
    @EnumSource
    void lettuce(ClientLibraries libraries) throws Exception {
        libraries.run(directory, "lettuce", "Lettuce", redisPort, clusterPort);
    }

    @ParameterizedTest
    @EnumSource
    void kafkaProducer(ClientLibraries libraries) throws Exception {
        libraries.run(directory, "kafka-producer", "KafkaClient", kafkaPort);
    }

    @ParameterizedTest
    @EnumSource
    void mongodb(ClientLibraries libraries) throws Exception {
        libraries.run(directory, "mongodb", "Mongo", mongoPort);
    }
}
