package com.acme.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The shop behind a web server on this machine. */
public final class Http implements UnaryOperator<String> {

    private final int port;

    public Http(int port) {
        this.port = port;
    }

    @Override
    public String apply(String amount) {
        try (InputStream in = URI.create("http://127.0.0.1:" + port + "/shop/pay?" + amount)
                .toURL()
                .openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
