package io.fusebox.agent.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. A page of another site must not read or move breakers through the browser of somebody who can reach them: so a
 * request must name this server by an address, as {@code localhost}, or by a name that the configuration gives (DNS rebinding
 * uses names of its own), and a request that a page sends must come from a page of this server. Immutable.
 */
final class Gate {
    private static final int LONGEST_PATH = 2_000;

    private final List<String> names;
    private final String setting;

    /**
     * A gate.
     *
     * @param names the host names by which the server may be called, beside {@code localhost} and addresses
     * @param setting how such a name is given, without the name: {@code agent.http =}
     */
    Gate(List<String> names, String setting) {
        this.names = List.copyOf(names);
        this.setting = setting;
    }

    /** Why a request is refused, in a sentence; null if it may pass. */
    @Nullable
    String refusal(HttpExchange exchange) {
        String path = exchange.getRequestURI().toString();
        if (path.length() > LONGEST_PATH) {
            return "the address is too long";
        }
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOurs(withoutPort(hosts.get(0)))) {
            return "the Host header names another server: ask by an IP address or as localhost, or give the name:" + ' '
                    + setting + " NAME:PORT";
        }
        List<String> origins = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
        for (String origin : origins) {
            if (!origin.equals("http://" + hosts.get(0)) && !origin.equals("https://" + hosts.get(0))) {
                return "the Origin header names another site";
            }
        }
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if ("cross-site".equals(site) && !exchange.getRequestMethod().equals("GET")) {
            return "the request comes from another site";
        }
        return null;
    }

    private boolean isOurs(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || isAddress(name) || names.contains(name);
    }

    /** A literal of IPv4 or IPv6: no name that somebody else's DNS could point here. */
    private static boolean isAddress(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return consistsOf(host.substring(1, host.length() - 1), "0123456789abcdef:.");
        }
        return consistsOf(host, "0123456789.") && host.indexOf('.') > 0;
    }

    private static boolean consistsOf(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
