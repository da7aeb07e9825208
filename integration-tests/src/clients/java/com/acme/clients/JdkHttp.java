package com.acme.clients;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ResponseCache;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The two HTTP clients of the JDK. */
public final class JdkHttp {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    public static void main(String[] arguments) throws Exception {
        SickServer server = new SickServer();
        Steps steps = new Steps("127.0.0.1");
        steps.step("send 200", "success", 200, () -> send(server.url("/200")));
        steps.step("send 404", "success", 404, () -> send(server.url("/404")));
        steps.step("send 503", "error", 503, () -> send(server.url("/503")));
        steps.step("send redirect", "success", 200, () -> send(server.url("/redirect")));
        steps.step("send to another host", "localhost success", () -> send(server.other("/200")));
        steps.step("send hang", "error", () -> send(server.url("/hang")));
        steps.step("send refused", "error", () -> send(refused()));
        steps.step("sendAsync 200", "success", 200, () -> sendAsync(server.url("/200")));
        steps.step("sendAsync 404", "success", 404, () -> sendAsync(server.url("/404")));
        steps.step("sendAsync 503", "error", 503, () -> sendAsync(server.url("/503")));
        steps.step("sendAsync reset", "error", () -> sendAsync(server.url("/reset")));
        steps.step("sendAsync refused", "error", () -> sendAsync(refused()));
        steps.step("sendAsync cancelled", "cancelled", () -> {
            var future = CLIENT.sendAsync(request(server.url("/slow")), BodyHandlers.ofString());
            Thread.sleep(50);
            return future.cancel(true);
        });

        steps.step("sendAsync, the program's handler fails", "ignored", () -> CLIENT.sendAsync(
                        request(server.url("/200")), answer -> {
                            throw new IllegalStateException("the program's own");
                        })
                .get());

        // Getter after getter: one exchange.
        steps.step("all of 200", "success", 200, () -> all(open(server.url("/200"))));
        steps.step("all of 404", "success", 404, () -> all(open(server.url("/404"))));
        steps.step("all of 503", "error", 503, () -> all(open(server.url("/503"))));
        steps.step("all of redirect", "success", 200, () -> all(open(server.url("/redirect"))));
        steps.step("all of a reset", "error", () -> all(open(server.url("/reset"))));
        steps.step("all of hang", "error", () -> all(open(server.url("/hang"))));
        steps.step("the stream of 200", "success", () -> stream(server.url("/200")));
        steps.step("the stream of 404", "ignored", () -> stream(server.url("/404")));
        steps.step("the stream of 400", "ignored", () -> stream(server.url("/400")));
        steps.step("the stream of 503", "error", () -> stream(server.url("/503")));
        steps.step("a header of 200", "success", () -> open(server.url("/200")).getHeaderField("Content-Type"));
        steps.step("post 200", "success, cancelled", 200, () -> post(open(server.url("/200"))));
        steps.step("post 503", "error, cancelled", 503, () -> post(open(server.url("/503"))));
        steps.step("post refused", "error", () -> post(open(refused())));
        steps.step("connect refused", "error", () -> {
            open(refused()).connect();
            return null;
        });
        steps.step("connect and read", "success, cancelled", 200, () -> {
            HttpURLConnection connection = open(server.url("/200"));
            connection.connect();
            return all(connection);
        });
        steps.step("refused", "error", () -> all(open(refused())));
        onceEach(steps, server);
        steps.rejection("send when open", () -> send(server.url("/200")));

        steps.outage(() -> send(server.url("/switch")), () -> send(server.other("/200")), () -> server.sick = false);
        server.sick = true;
        steps.outage(
                () -> all(open(server.url("/switch"))),
                () -> all(open(server.other("/200"))),
                () -> server.sick = false);
        steps.end();
    }

    /** An exchange counts once, whoever asks for it again, and one that did not take place does not count. */
    private static void onceEach(Steps steps, SickServer server) throws Exception {
        steps.step("the code of 200 twice", "success", 200, () -> {
            HttpURLConnection connection = open(server.url("/200"));
            connection.getResponseCode();
            return connection.getResponseCode();
        });
        steps.step("a header of a reset, then the stream", "error", () -> {
            HttpURLConnection connection = open(server.url("/reset"));
            connection.getHeaderField("Content-Type");
            return connection.getInputStream();
        });
        steps.step("a header of a reset, then the code", "error", () -> {
            HttpURLConnection connection = open(server.url("/reset"));
            connection.getHeaderField("Content-Type");
            return connection.getResponseCode();
        });
        steps.step("connect twice", "success, cancelled", 200, () -> {
            HttpURLConnection connection = open(server.url("/200"));
            connection.connect();
            connection.connect();
            return connection.getResponseCode();
        });
        steps.step("a body that is not wanted", "ignored", () -> open(server.url("/200"))
                .getOutputStream());
        steps.step("a redirect of a body that is gone", "ignored, cancelled", () -> {
            HttpURLConnection connection = open(server.url("/redirect"));
            connection.setFixedLengthStreamingMode(1);
            connection.setDoOutput(true);
            connection.getOutputStream().write(0);
            return connection.getInputStream();
        });
        int resetting = resetting();
        steps.step("a reset before the body", "error", () -> {
            HttpURLConnection connection = open("http://127.0.0.1:" + resetting + "/");
            connection.setFixedLengthStreamingMode(10);
            connection.setRequestProperty("Expect", "100-continue");
            return post(connection);
        });
        ResponseCache.setDefault(new Cache(server.url("/cached")));
        steps.step("an answer of a cache", "cancelled", () -> {
            HttpURLConnection connection = open(server.url("/cached"));
            connection.connect();
            return connection.getInputStream();
        });
        ResponseCache.setDefault(null);
    }

    /** The port of a server that resets each connection when the head of the request is there. */
    private static int resetting() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    socket.getInputStream().read(new byte[1_000]);
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            } catch (IOException closed) {
                // The end.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    /** Has an answer for one address. */
    private static final class Cache extends ResponseCache {
        private final String address;

        Cache(String address) {
            this.address = address;
        }

        @Override
        public CacheResponse get(URI uri, String method, Map<String, List<String>> headers) {
            return !uri.toString().equals(address)
                    ? null
                    : new CacheResponse() {
                        @Override
                        public Map<String, List<String>> getHeaders() {
                            return Map.of("Content-Type", List.of("text/plain"));
                        }

                        @Override
                        public InputStream getBody() {
                            return new ByteArrayInputStream(new byte[3]);
                        }
                    };
        }

        @Override
        public CacheRequest put(URI uri, URLConnection connection) {
            return null;
        }
    }

    private static String refused() throws IOException {
        return "http://127.0.0.1:" + SickServer.closedPort() + "/";
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMillis(400))
                .build();
    }

    private static int send(String url) throws Exception {
        return CLIENT.send(request(url), BodyHandlers.ofString()).statusCode();
    }

    private static int sendAsync(String url) throws Exception {
        return CLIENT.sendAsync(request(url), BodyHandlers.ofString()).get().statusCode();
    }

    private static HttpURLConnection open(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setReadTimeout(400);
        return connection;
    }

    private static int all(HttpURLConnection connection) throws IOException {
        int code = connection.getResponseCode();
        connection.getHeaderField("Content-Type");
        connection.getContentLength();
        try (InputStream body = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            body.readAllBytes();
        }
        return code;
    }

    private static int stream(String url) throws IOException {
        try (InputStream body = open(url).getInputStream()) {
            return body.readAllBytes().length;
        }
    }

    private static int post(HttpURLConnection connection) throws IOException {
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(new byte[10]);
        }
        return connection.getResponseCode();
    }
}
