package io.fusebox.benchmarks.shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The bank of the shop: answers each charge with a receipt. */
final class Bank implements AutoCloseable {
    private final HttpServer server = server();

    Bank() throws IOException {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer server() throws IOException {
        // Else each answer takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.createContext("/charge/", exchange -> {
            byte[] receipt = "receipt".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, receipt.length);
            exchange.getResponseBody().write(receipt);
            exchange.close();
        });
        bank.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        bank.start();
        return bank;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
