package io.fusebox.agent.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.fusebox.agent.metrics.MetricsText;
import io.fusebox.agent.metrics.Subject;
import io.fusebox.agent.view.ViewJson;
import io.fusebox.internal.engine.Environment.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Answers requests. Whatever goes wrong is answered or cut, and reported; the program never feels it. */
final class Routes implements HttpHandler {
    private static final String API = "/api/breakers";

    private final Programs programs;
    private final Gate gate;
    private final PageFiles page;
    private final Moves moves;
    private final Faults faults;

    Routes(Programs programs, Gate gate, PageFiles page, Faults faults) {
        this.programs = programs;
        this.gate = gate;
        this.page = page;
        this.moves = new Moves(programs);
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            route(exchange);
        } catch (IOException gone) {
            // The client has left, or was too slow.
            throw gone;
        } catch (Throwable fault) {
            faults.report("answering an HTTP request", fault);
            throw new IOException("failed", fault);
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String refusal = gate.refusal(exchange);
        if (refusal != null) {
            Answer.text(exchange, 403, refusal);
            return;
        }
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        if (path == null) {
            Answer.text(exchange, 400, "the request has no path");
        } else if (path.startsWith(API + "/")) {
            if (isAllowed(exchange, method, "POST")) {
                moves.answer(exchange, path.substring(API.length() + 1));
            }
        } else if (!path.equals("/metrics") && !path.equals(API) && !PageFiles.has(path)) {
            Answer.text(exchange, 404, "there is nothing here; ask for /, /metrics or /api/breakers");
        } else if (isAllowed(exchange, method, "GET", "HEAD")) {
            get(exchange, path);
        }
    }

    private static boolean isAllowed(HttpExchange exchange, String method, String... allowed) throws IOException {
        if (List.of(allowed).contains(method)) {
            return true;
        }
        exchange.getResponseHeaders().set("Allow", String.join(", ", allowed));
        Answer.text(exchange, 405, "only " + String.join(" and ", allowed) + " can be asked here");
        return false;
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/metrics")) {
            String accept = String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
            boolean open = MetricsText.wantsOpenMetrics(accept);
            byte[] text = MetricsText.of(programs.read(), open).getBytes(StandardCharsets.UTF_8);
            Answer.bytes(exchange, 200, open ? MetricsText.OPEN_METRICS : MetricsText.PROMETHEUS, text);
        } else if (path.equals(API)) {
            Answer.bytes(exchange, 200, "application/json", json());
        } else {
            page.answer(exchange, path);
        }
    }

    private byte[] json() throws IOException {
        List<Subject> subjects = programs.read();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator json = ViewJson.generator(bytes)) {
            json.writeStartObject();
            json.writeStringField("now", Instant.now().toString());
            json.writeBooleanField("moves", programs.refusalOfMoves() == null);
            if (programs.isOne()) {
                ViewJson.fields(subjects.get(0).program(), json);
            } else {
                json.writeArrayFieldStart("jvms");
                for (Subject subject : subjects) {
                    json.writeStartObject();
                    for (Map.Entry<String, String> label : subject.labels().entrySet()) {
                        json.writeStringField(label.getKey(), label.getValue());
                    }
                    if (subject.problem() != null) {
                        json.writeStringField("problem", subject.problem());
                    }
                    ViewJson.fields(subject.program(), json);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
