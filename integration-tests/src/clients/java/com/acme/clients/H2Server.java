package com.acme.clients;

import java.io.IOException;
import java.net.Socket;
import org.h2.tools.Server;

/** H2's server in a JVM of its own, which ends when its parent does. */
final class H2Server {
    private final int port;
    private Process process;

    H2Server() throws Exception {
        port = SickServer.closedPort();
        start();
    }

    /** In its own JVM. Argument: the port. */
    public static void main(String[] arguments) throws Exception {
        Server.createTcpServer("-tcpPort", arguments[0], "-ifNotExists").start();
        while (System.in.read() >= 0) {
            // Until the parent ends.
        }
        System.exit(0);
    }

    int port() {
        return port;
    }

    void start() {
        try {
            process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            H2Server.class.getName(),
                            String.valueOf(port))
                    .redirectErrorStream(true)
                    .start();
            for (int i = 0; i < 500; i++) {
                try (Socket socket = new Socket("127.0.0.1", port)) {
                    return;
                } catch (IOException notYet) {
                    Thread.sleep(20);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("no server");
    }

    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
