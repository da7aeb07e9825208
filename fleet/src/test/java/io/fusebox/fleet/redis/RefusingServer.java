package io.fusebox.fleet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Takes connections as Redis does, and answers every command with one error. */
final class RefusingServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final String error;

    RefusingServer(String error) throws IOException {
        this.error = error;
        Thread thread = new Thread(this::serve, "refusing-server");
        thread.setDaemon(true);
        thread.start();
    }

    RedisConnection connect() {
        return new RedisConnection(
                new RedisAddress("127.0.0.1", listener.getLocalPort(), false, null, 0), () -> null, 2000);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    // Each command begins with the number of its words.
                    if (line.startsWith("*")) {
                        client.getOutputStream().write(("-" + error + "\r\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException gone) {
                // The next connection.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
