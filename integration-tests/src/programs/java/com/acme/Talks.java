package com.acme;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/** Asks an HTTP server, and another one in words of its own, again and again. Arguments: their ports. */
public final class Talks {
    private Talks() {}

    public static void main(String[] arguments) throws Exception {
        int http = Integer.parseInt(arguments[0]);
        int words = Integer.parseInt(arguments[1]);
        System.out.println("ready");
        while (System.in.available() == 0) {
            page(http);
            ask(words);
            Thread.sleep(20);
        }
    }

    private static int page(int port) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/").toURL().openStream()) {
            return in.readAllBytes().length;
        }
    }

    static int ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write('?');
            return socket.getInputStream().read();
        }
    }
}
