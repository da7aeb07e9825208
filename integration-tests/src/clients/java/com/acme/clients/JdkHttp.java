package com.acme.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

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

        steps.outage(() -> send(server.url("/switch")), () -> send(server.other("/200")), () -> server.sick = false);
        server.sick = true;
        steps.outage(
                () -> all(open(server.url("/switch"))),
                () -> all(open(server.other("/200"))),
                () -> server.sick = false);
        steps.end();
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
