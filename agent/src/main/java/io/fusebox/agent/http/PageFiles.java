package io.fusebox.agent.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files of the live page: a fixed list, read from the agent's jar when first asked for. Safe for use by any thread. */
final class PageFiles {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String IMAGE = "image/svg+xml";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("index.html", HTML),
            Map.entry("colors.css", STYLE),
            Map.entry("page.css", STYLE),
            Map.entry("pane.css", STYLE),
            Map.entry("address.js", SCRIPT),
            Map.entry("chart.js", SCRIPT),
            Map.entry("connection.js", SCRIPT),
            Map.entry("history.js", SCRIPT),
            Map.entry("list.js", SCRIPT),
            Map.entry("model.js", SCRIPT),
            Map.entry("moves.js", SCRIPT),
            Map.entry("page.js", SCRIPT),
            Map.entry("pane.js", SCRIPT),
            Map.entry("summary.js", SCRIPT),
            Map.entry("theme.js", SCRIPT),
            Map.entry("words.js", SCRIPT),
            Map.entry("icon.svg", IMAGE),
            Map.entry("icon-lost.svg", IMAGE),
            Map.entry("icon-open.svg", IMAGE));

    private final Map<String, byte[]> known = new ConcurrentHashMap<>();
    private final String tag;

    /** @param version changes with the files: after an upgrade no old script meets a new server */
    PageFiles(String version) {
        this.tag = '"' + version + '"';
    }

    /** Whether the path is one of the page. */
    static boolean has(String path) {
        return TYPES.containsKey(nameOf(path));
    }

    private static String nameOf(String path) {
        return path.equals("/") ? "index.html" : path.substring(1);
    }

    void answer(HttpExchange exchange, String path) throws IOException {
        String name = nameOf(path);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("ETag", tag);
        boolean isKept = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        Answer.send(
                exchange, isKept ? 304 : 200, TYPES.getOrDefault(name, Answer.TEXT), isKept ? new byte[0] : read(name));
    }

    private byte[] read(String name) throws IOException {
        byte[] file = known.get(name);
        if (file == null) {
            try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
                if (in == null) {
                    throw new IOException("the agent's jar has no page/" + name);
                }
                file = in.readAllBytes();
            }
            known.put(name, file);
        }
        return file;
    }
}
