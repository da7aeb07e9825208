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

/** Real servers for the clients of presets: Redis, a Redis cluster, Kafka, and one that speaks MongoDB's protocol. */
final class ClientServers implements AutoCloseable {
    private static final Path SOURCES = Path.of(System.getProperty("fusebox.test.server-programs"));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String redisPort = freePort();
    private final String clusterPort = freePort();
    private final String kafkaPort = freePort();
    private final String mongoPort = freePort();
    private final List<Process> redis = new ArrayList<>();
    private final List<ForkedJvm> jvms = new ArrayList<>();
    private final Path folder;

    private ClientServers(Path folder) throws IOException {
        this.folder = folder;
    }

    /** Starts them, with their data in the folder, and waits until each answers. */
    static ClientServers start(Path folder) throws Exception {
        ClientServers servers = new ClientServers(folder);
        try {
            servers.start();
            return servers;
        } catch (Throwable failed) {
            servers.close();
            throw failed;
        }
    }

    private void start() throws Exception {
        redis(redisPort);
        redis(clusterPort, "--cluster-enabled", "yes", "--cluster-port", freePort());
        List<Path> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        Path programs = Bed.compile(folder.resolve("classes"), ClientLibraries.servers(), "17", sources);
        ForkedJvm kafka = server(programs).run("com.acme.servers.Kafka", kafkaPort, freePort(), folder.toString());
        jvms.add(kafka);
        ForkedJvm mongo = server(programs).run("com.acme.servers.Mongo", mongoPort);
        jvms.add(mongo);
        mongo.awaitStdout("ready"::equals);
        kafka.awaitStdout("ready"::equals);
        await().atMost(LIMIT).until(() -> ask(redisPort, "PING").contains("PONG"));
        await().atMost(LIMIT).until(() -> ask(clusterPort, "PING").contains("PONG"));
        ask(clusterPort, "CLUSTER ADDSLOTSRANGE 0 16383");
        await().atMost(LIMIT).until(() -> ask(clusterPort, "CLUSTER INFO").contains("cluster_state:ok"));
    }

    /** What a program is given: the ports of its servers. */
    String[] arguments(PresetProgram program) {
        return switch (program.preset()) {
            case "jedis" -> new String[] {redisPort};
            case "lettuce" -> new String[] {redisPort, clusterPort};
            case "kafka-producer" -> new String[] {kafkaPort};
            case "mongodb" -> new String[] {mongoPort};
            default -> new String[0];
        };
    }

    private void redis(String port, String... options) throws IOException {
        Path data = Files.createDirectory(folder.resolve("redis-" + port));
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--dir", data.toString()));
        command.addAll(List.of(options));
        redis.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile())
                .start());
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

    private ForkedJvm.Builder server(Path programs) {
        return ForkedJvm.on(Jdks.oldest())
                .in(folder)
                .with("-Xmx384m")
                .onClassPath(ClientLibraries.servers().toArray(Path[]::new))
                .onClassPath(programs);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Process server : redis) {
            server.destroyForcibly().waitFor();
        }
        for (ForkedJvm jvm : jvms) {
            jvm.close();
        }
    }
}
