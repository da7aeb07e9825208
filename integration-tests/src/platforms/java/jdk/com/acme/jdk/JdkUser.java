package com.acme.jdk;

import com.acme.host.Talk;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;

/** Uses what the JDK has for reaching other programs, and a good deal of the rest of it. */
public final class JdkUser {

    private static int port;

    private JdkUser() {}

    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        port = server.getAddress().getPort();
        DriverManager.registerDriver(new NoDriver());
        Talk.with(what -> {
            try {
                return switch (what) {
                    case "url" -> url();
                    case "client" -> client();
                    case "sql" -> sql();
                    default -> much();
                };
            } catch (Exception e) {
                return e.toString();
            }
        });
    }

    private static String url() throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String client() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String sql() {
        try (Connection connection = DriverManager.getConnection("jdbc:acme:none")) {
            return connection.toString();
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    /** Threads, streams, files, dates, XML, processes. */
    private static String much() throws Exception {
        Path file = Files.writeString(Files.createTempFile("much", ".xml"), "<a><b/></a>");
        String root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement()
                .getTagName();
        Files.delete(file);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-help")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return root
                + process.waitFor()
                + IntStream.range(0, 1000).parallel().sum()
                + new SimpleDateFormat("yyyy").format(new Date(0)).length()
                + List.of(url(), client(), sql());
    }

    /** Knows no database. */
    static final class NoDriver implements Driver {
        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            throw new SQLException("no database at " + url);
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:acme:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
