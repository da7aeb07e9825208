package io.fusebox.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    @TempDir
    static Path servers;

    private static String redisPort = "";
    private static String kafkaPort = "";
    private static String mongoPort = "";
    private static Process redis;
    private static ForkedJvm kafka;
    private static ForkedJvm mongo;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        redisPort = freePort();
        kafkaPort = freePort();
        mongoPort = freePort();
        redis = new ProcessBuilder(
                        "redis-server",
                        "--port",
                        redisPort,
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        servers.toString())
                .redirectErrorStream(true)
                .redirectOutput(servers.resolve("redis.log").toFile())
                .start();
        List<Path> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        Path programs = Bed.compile(servers.resolve("classes"), ClientLibraries.servers(), "17", sources);
        kafka = server(programs).run("com.acme.servers.Kafka", kafkaPort, freePort(), servers.toString());
        mongo = server(programs).run("com.acme.servers.Mongo", mongoPort);
        mongo.awaitStdout("ready"::equals);
        kafka.awaitStdout("ready"::equals);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(redisPort))) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
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
        libraries.run(directory, "lettuce", "Lettuce", redisPort);
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
