package io.fusebox.it;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A redis-server of this machine on a free port, which keeps nothing on the disk. */
final class RedisServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ANSWER_MILLIS = 5_000;

    private final int port;
    private final ProcessBuilder builder;
    private Process process;

    private RedisServer(int port, ProcessBuilder builder) throws IOException {
        this.port = port;
        this.builder = builder;
        this.process = builder.start();
    }

    /** Starts one in the folder and waits until it answers. */
    static RedisServer start(Path folder, String... options) throws IOException {
        int port = freePort();
        Path data = Files.createDirectory(folder.resolve("redis-" + port));
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile());
        RedisServer server = new RedisServer(port, builder);
        await().atMost(LIMIT).until(server::answers);
        return server;
    }

    /** Kills it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again at its port, empty. */
    void startAgain() throws IOException {
        process = builder.start();
        await().atMost(LIMIT).until(this::answers);
    }

    int port() {
        return port;
    }

    /** The value that it was started with. */
    String option(String name) {
        return builder.command().get(builder.command().indexOf("--" + name) + 1);
    }

    /** Where it keeps its files. */
    Path folder() {
        return builder.redirectOutput().file().toPath().getParent();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As {@code fleet.url} takes it. */
    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Runs a command, on a connection of its own; the first line of the answer. */
    String run(String... words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, words);
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command whose answer is a text; its lines. */
    List<String> lines(String... words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, words);
            // It hangs up then, so that the answer has an end.
            send(socket, "QUIT");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = answer.lines().toList();
            return lines.subList(1, lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        add(request, words);
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.getOutputStream().write(request.toByteArray());
    }

    private static void add(ByteArrayOutputStream request, String... words) {
        request.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            request.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(bytes);
            request.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Sends it a signal, such as {@code STOP}. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
