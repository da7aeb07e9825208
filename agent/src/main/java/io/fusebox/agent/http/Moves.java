package io.fusebox.agent.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/breakers/NAME/OPERATION?key=…&seconds=…&pid=…}: an operator's move, allowed by a token. */
final class Moves {
    private static final String BEARER = "Bearer ";

    private final Programs programs;

    Moves(Programs programs) {
        this.programs = programs;
    }

    /** @param rest what follows {@code /api/breakers/}, as it was sent */
    void answer(HttpExchange exchange, String rest) throws IOException {
        String refusal = programs.refusalOfMoves();
        if (refusal != null) {
            Answer.text(exchange, 403, "moves are not allowed here: " + refusal);
            return;
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            Answer.text(exchange, 401, "a token is missing: send Authorization: Bearer and the token");
            return;
        }
        if (!programs.isToken(authorization.substring(BEARER.length()).trim())) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            Answer.text(exchange, 401, "the token is wrong");
            return;
        }
        try {
            Answer.text(
                    exchange,
                    200,
                    programs.move(moveOf(rest, exchange.getRequestURI().getRawQuery())));
        } catch (IllegalArgumentException refused) {
            Answer.text(exchange, 400, String.valueOf(refused.getMessage()));
        }
    }

    private static Move moveOf(String rest, @Nullable String query) {
        int slash = rest.indexOf('/');
        if (slash <= 0 || slash == rest.length() - 1 || rest.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("write /api/breakers/NAME/OPERATION");
        }
        Map<String, String> parameters = parameters(query);
        String seconds = parameters.getOrDefault("seconds", "0");
        if (seconds.length() > 9 || !seconds.chars().allMatch(c -> c >= '0' && c <= '9') || seconds.isEmpty()) {
            throw new IllegalArgumentException("seconds must be a whole number");
        }
        return new Move(
                decoded(rest.substring(0, slash)),
                parameters.get("key"),
                decoded(rest.substring(slash + 1)),
                Long.parseLong(seconds),
                parameters.get("pid"));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                parameters.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
