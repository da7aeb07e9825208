package com.acme.tracing;

import java.util.concurrent.atomic.AtomicInteger;

/** What the traced method calls. */
public final class Traces {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Traces() {}

    public static void called() {
        COUNT.incrementAndGet();
    }

    static int count() {
        return COUNT.get();
    }
}
