package com.acme;

import java.io.InputStream;
import java.net.URI;
import java.net.URL;

/** Fetches a page with the JDK's own client. */
public final class Web {

    private Web() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("http.keepAlive", "false");
        URL url = URI.create(arguments[0]).toURL();
        Errand.run(() -> {
            try (InputStream in = url.openConnection().getInputStream()) {
                return in.readAllBytes();
            }
        });
    }
}
