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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The preset for RabbitMQ's client, against RabbitMQ. */
class RabbitPresetIT {
    @TempDir
    static Path broker;

    private static final Map<String, String> SETTINGS = new HashMap<>();
    private static String port = "";
    private static Process names;
    private static Process rabbit;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        port = freePort();
        Path plugins = Files.writeString(broker.resolve("plugins"), "[].");
        SETTINGS.put("HOME", broker.toString());
        SETTINGS.put("RABBITMQ_NODENAME", "fusebox-test@localhost");
        SETTINGS.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        SETTINGS.put("RABBITMQ_NODE_PORT", port);
        SETTINGS.put("RABBITMQ_DIST_PORT", freePort());
        SETTINGS.put("RABBITMQ_MNESIA_BASE", broker.resolve("mnesia").toString());
        SETTINGS.put("RABBITMQ_LOG_BASE", broker.resolve("log").toString());
        SETTINGS.put("RABBITMQ_PID_FILE", broker.resolve("pid").toString());
        SETTINGS.put("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString());
        SETTINGS.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        SETTINGS.put("ERL_EPMD_PORT", freePort());
        // Else Erlang would start one, and leave it behind.
        names = started("epmd");
        rabbit = started("/usr/lib/rabbitmq/bin/rabbitmq-server");
        await().atMost(Duration.ofSeconds(50)).until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static Process started(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        broker.resolve("output").toFile()));
        builder.environment().putAll(SETTINGS);
        return builder.start();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (rabbit != null) {
            rabbit.descendants().forEach(ProcessHandle::destroyForcibly);
            rabbit.destroyForcibly().waitFor();
            names.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rabbitmq(ClientLibraries libraries) throws Exception {
        libraries.run(directory, "rabbitmq", "Rabbit", port);
    }
}
