package com.acme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Many threads ask a service that takes connections and never answers. */
public final class Hanging {

    private static final int THREADS = 200;

    private Hanging() {}

    static int ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read();
        }
    }

    private static void askOnce(int port) {
        try {
            ask(port);
        } catch (IOException | RuntimeException ended) {
            System.out.println(ended);
        }
    }

    public static void main(String[] arguments) throws Exception {
        // Nobody accepts: the system takes the connections.
        try (ServerSocket service = new ServerSocket(0, THREADS * 2, InetAddress.getLoopbackAddress())) {
            int port = service.getLocalPort();
            for (int i = 0; i < THREADS; i++) {
                Thread caller = new Thread(() -> askOnce(port));
                caller.setDaemon(true);
                caller.start();
            }
            String line = "calling";
            while (!Console.ask(line).equals("end")) {
                try {
                    line = "answered " + ask(port);
                } catch (RuntimeException rejected) {
                    line = rejected.getClass().getSimpleName();
                }
            }
            System.exit(0);
        }
    }
}
