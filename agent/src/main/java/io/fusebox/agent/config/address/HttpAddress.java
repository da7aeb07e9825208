package io.fusebox.agent.config.address;

import io.fusebox.agent.config.value.BadValue;

/**
 * Where the agent listens for HTTP. Immutable.
 *
 * @param host a name or an address of this machine
 * @param port from 0, for one that the system gives, to 65535
 */
public record HttpAddress(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;
    private static final String HINT = "it is a port such as 9404, or host and port such as 0.0.0.0:9404";

    /** Parses {@code 9404}, {@code 0.0.0.0:9404} or {@code [::1]:9404}. */
    public static HttpAddress parse(String text) throws BadValue {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? LOOPBACK : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (text.startsWith("http://") || text.startsWith("https://")) {
            throw new BadValue("is the address of a page", HINT);
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            throw new BadValue("has no port from 0 to " + MAX_PORT, HINT);
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.isEmpty()
                || (host.indexOf(':') >= 0 && !bracketed)
                || host.indexOf(' ') >= 0
                || host.indexOf('/') >= 0) {
            throw new BadValue("has no host before the colon", HINT);
        }
        return new HttpAddress(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /** Whether it is reached from this machine alone. */
    public boolean isLoopback() {
        return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
