package com.acme.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on to a server, and can hang or refuse. */
public final class Relay {
    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean hanging;
    private volatile boolean refusing;

    public Relay(int target) throws IOException {
        this(0, target);
    }

    /** On a port of its own choice. */
    public Relay(int port, int target) throws IOException {
        this.target = target;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 50);
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on nothing passes; false: it goes on. */
    public void hang(boolean on) {
        hanging = on;
    }

    /** Resets all connections, and new ones at once; false: no more. */
    public void refuse(boolean on) {
        refusing = on;
        if (on) {
            for (Socket socket : sockets) {
                reset(socket);
            }
            sockets.clear();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket from = server.accept();
                if (refusing) {
                    reset(from);
                    continue;
                }
                try {
                    Socket next = new Socket("127.0.0.1", target);
                    sockets.add(from);
                    sockets.add(next);
                    start(() -> copy(from, next));
                    start(() -> copy(next, from));
                } catch (IOException e) {
                    reset(from);
                }
            }
        } catch (IOException e) {
            // The end.
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[65536];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                while (hanging) {
                    Thread.sleep(10);
                }
                to.getOutputStream().write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            reset(from);
            reset(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
