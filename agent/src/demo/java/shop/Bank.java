package shop;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The service that the shop depends on, in a process of its own. */
public final class Bank {
    private static final int WORK_MILLIS = 80;

    private Bank() {}

    /** The port, 0 for any; the folder of the demo. */
    public static void main(String[] arguments) throws IOException {
        Leash.hold(new File(arguments[1]));
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/charge", exchange -> {
            String order = exchange.getRequestURI().getQuery();
            System.out.println("request\t" + order);
            work();
            byte[] receipt = ("receipt of order " + order).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, receipt.length);
            exchange.getResponseBody().write(receipt);
            exchange.close();
        });
        server.start();
        System.out.println("up\t" + server.getAddress().getPort());
    }

    private static void work() {
        try {
            Thread.sleep(WORK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
