package io.fusebox.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A RabbitMQ of this machine on a free port, with a name service of its own. */
final class RabbitServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final Map<String, String> settings = new HashMap<>();
    private final String port = freePort();
    private final Path output;
    private final Process names;
    private final Process broker;

    private RabbitServer(Path folder) throws IOException {
        output = folder.resolve("output");
        Path plugins = Files.writeString(folder.resolve("plugins"), "[].");
        settings.put("HOME", folder.toString());
        settings.put("RABBITMQ_NODENAME", "fusebox-test-" + port + "@localhost");
        settings.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        settings.put("RABBITMQ_NODE_PORT", port);
        settings.put("RABBITMQ_DIST_PORT", freePort());
        settings.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        settings.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        settings.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        settings.put("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString());
        settings.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        settings.put("ERL_EPMD_PORT", freePort());
        // Else Erlang would start one, and leave it behind.
        names = started("epmd");
        broker = started("/usr/lib/rabbitmq/bin/rabbitmq-server");
    }

    /** Starts one, with its data in the folder, and waits until it takes connections. */
    static RabbitServer start(Path folder) throws Exception {
        RabbitServer server = new RabbitServer(folder);
        try {
            await().atMost(LIMIT).until(server::answers);
            return server;
        } catch (Throwable failed) {
            server.close();
            throw failed;
        }
    }

    /** Where it listens. */
    String port() {
        return port;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private Process started(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @Override
    public void close() throws InterruptedException {
        broker.descendants().forEach(ProcessHandle::destroyForcibly);
        broker.destroyForcibly().waitFor();
        names.destroyForcibly().waitFor();
    }
}
