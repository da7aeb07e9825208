package com.acme;

import java.util.concurrent.CompletableFuture;

/** A service whose methods do next to nothing: what is measured is what is woven around them. */
public class Service {
    /** Without a stack trace of its own: what making an exception costs is the program's affair. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    public static final IllegalStateException FAILURE = new IllegalStateException("the service failed");

    private final int answer = Integer.getInteger("answer", 42);
    private int calls;
    private CompletableFuture<Integer> last = new CompletableFuture<>();

    /** Not guarded. */
    public int bare() {
        return answer;
    }

    /** Under a breaker with default settings. */
    public int closed() {
        return answer;
    }

    /** Under a breaker that opens at the first error and stays open. */
    public int open(boolean fails) {
        if (fails) {
            throw FAILURE;
        }
        return answer;
    }

    /** Under a breaker with default settings that sees nearly nothing but errors. */
    public int failing() {
        return mostlyFails();
    }

    /** Under a breaker with an error rate. */
    public int rated() {
        return answer;
    }

    /** Under a breaker with a rate of slow calls. */
    public int timed() {
        return answer;
    }

    /** Not guarded. */
    public int unkeyed(String key) {
        return key.length();
    }

    /** Under a breaker for each key. */
    public int keyed(String key) {
        return key.length();
    }

    /** Not guarded: fails 15 times of 16, so that no breaker opens. */
    public int mostlyFails() {
        if ((++calls & 15) != 0) {
            throw FAILURE;
        }
        return answer;
    }

    /** Not guarded. */
    public CompletableFuture<Integer> bareLater() {
        return newFuture();
    }

    /** Under a breaker with default settings. */
    public CompletableFuture<Integer> later() {
        return newFuture();
    }

    /** The future that was returned last. */
    public CompletableFuture<Integer> last() {
        return last;
    }

    private CompletableFuture<Integer> newFuture() {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        last = future;
        return future;
    }
}
