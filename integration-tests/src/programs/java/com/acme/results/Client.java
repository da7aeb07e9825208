package com.acme.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Methods that fail when told to. */
public final class Client {

    private final String url;

    public Client(String url) {
        this.url = url;
    }

    /** What the application throws and catches already. */
    public static final class Unavailable extends IOException {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Has no room for a message or a cause. */
    public static final class Busy extends RuntimeException {}

    /** What a service answers; a status of 500 and more says that it failed. */
    public record Answer(int status, String body) {}

    public String read(boolean fail) throws IOException {
        if (fail) {
            throw new FileNotFoundException();
        }
        return "read";
    }

    public void write(boolean fail) {
        failIf(fail);
    }

    public int count(boolean fail) {
        failIf(fail);
        return 7;
    }

    public Optional<String> find(boolean fail) {
        failIf(fail);
        return Optional.of("found");
    }

    public List<String> list(boolean fail) {
        failIf(fail);
        return List.of("listed");
    }

    public String load(boolean fail, long id) {
        failIf(fail);
        return "loaded " + id;
    }

    private String stale(boolean fail, long id) {
        return "stale " + id + " of " + url;
    }

    public static double rate(double otherwise, boolean fail) {
        failIf(fail);
        return 1.5;
    }

    private static double lastRate(double otherwise, boolean fail, RuntimeException rejection) {
        return rejection.getMessage().startsWith("Circuit breaker 'rate' is OPEN") ? otherwise : Double.NaN;
    }

    public Answer get(boolean fail) {
        return new Answer(fail ? 503 : 200, "body");
    }

    public int code(boolean fail) {
        return fail ? 503 : 200;
    }

    public String fetch(String host, boolean fail) {
        failIf(fail);
        return "fetched from " + host;
    }

    public String own(boolean fail) {
        failIf(fail);
        return "fetched from " + url;
    }

    private static void failIf(boolean fail) {
        if (fail) {
            throw new IllegalStateException();
        }
    }
}
