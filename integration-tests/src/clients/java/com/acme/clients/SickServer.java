package com.acme.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server on a free port of 127.0.0.1 that does what the path says: /200, /404, /503 (any status), /hang (never
 * answers), /reset (RST instead of an answer), /half (RST in the middle of the body), /redirect (302 to /200),
 * /redirect503 (302 to /503), /slow (200 after 300 ms), /switch (503 while it is sick). Keeps connections alive. Counts the requests it has read.
 */
public final class SickServer implements AutoCloseable {
    public final AtomicInteger requests = new AtomicInteger();
    public final AtomicInteger connections = new AtomicInteger();
    /** What becomes of /switch: 503 or 200. */
    public volatile boolean sick = true;

    private final ServerSocket server;

    public SickServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread t = new Thread(this::accept, "sick-server");
        t.setDaemon(true);
        t.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The same server by another name: another host for a breaker. */
    public String other(String path) {
        return "http://localhost:" + port() + path;
    }

    /** A port on which nobody listens. */
    public static int closedPort() throws IOException {
        try (ServerSocket s = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return s.getLocalPort();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread t = new Thread(() -> serve(socket), "sick-connection");
                t.setDaemon(true);
                t.start();
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (true) {
                String line = line(in);
                if (line == null) {
                    return;
                }
                if (line.isEmpty()) {
                    continue;
                }
                int length = 0;
                boolean chunked = false;
                boolean expect = false;
                for (String h = line(in); h != null && !h.isEmpty(); h = line(in)) {
                    String lower = h.toLowerCase(java.util.Locale.ROOT);
                    if (lower.startsWith("content-length:")) {
                        length = Integer.parseInt(h.substring(15).trim());
                    }
                    chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
                    expect |= lower.startsWith("expect:");
                }
                if (expect) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
                if (chunked) {
                    for (int size = Integer.parseInt(line(in).trim(), 16);
                            ;
                            size = Integer.parseInt(line(in).trim(), 16)) {
                        in.readNBytes(size);
                        line(in);
                        if (size == 0) {
                            break;
                        }
                    }
                } else {
                    in.readNBytes(length);
                }
                requests.incrementAndGet();
                boolean head = line.startsWith("HEAD ");
                String path = line.split(" ")[1].replaceFirst("\\?.*", "").replaceFirst("^https?://[^/]*", "");
                int at = path.lastIndexOf('/');
                String word = path.substring(at + 1);
                switch (word) {
                    case "hang" -> Thread.sleep(60_000);
                    case "reset" -> {
                        socket.setSoLinger(true, 0);
                        return;
                    }
                    case "half" -> {
                        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        Thread.sleep(50);
                        socket.setSoLinger(true, 0);
                        return;
                    }
                    case "redirect" -> answer(out, head, 302, "Location: /200\r\n");
                    case "redirect503" -> answer(out, head, 302, "Location: /503\r\n");
                    case "slow" -> {
                        Thread.sleep(300);
                        answer(out, head, 200, "");
                    }
                    case "switch" -> answer(out, head, sick ? 503 : 200, "");
                    case "401" -> answer(out, head, 401, "WWW-Authenticate: Basic realm=\"x\"\r\n");
                    default -> {
                        int status;
                        try {
                            status = Integer.parseInt(word);
                        } catch (NumberFormatException e) {
                            status = 200;
                        }
                        answer(out, head, status, status == 503 || status == 429 ? "Retry-After: 7\r\n" : "");
                    }
                }
            }
        } catch (IOException | InterruptedException | RuntimeException gone) {
            // the client's business
        }
    }

    private static void answer(OutputStream out, boolean head, int status, String headers) throws IOException {
        String body = "{\"status\":" + status + "}";
        out.write(("HTTP/1.1 " + status + " S\r\nContent-Type: application/json\r\nX-Elastic-Product: Elasticsearch\r\n"
                        + headers + "Content-Length: " + body.length() + "\r\n\r\n" + (head ? "" : body))
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return text.isEmpty() ? null : text.toString();
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
