package com.acme;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A program to which a security manager allows nothing. Its classes are loaded one after the other. */
public final class Restricted {

    private Restricted() {}

    /** What the program throws. */
    public static final class Down extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Down(String message) {
            super(message);
        }
    }

    /** What the program returns. */
    record Answer(int status) {}

    static final class Plain {
        static String call(String host) {
            throw new Down(host);
        }
    }

    static final class Judged {
        static Answer call(String host) {
            return new Answer(host.length());
        }
    }

    static final class Staged {
        static CompletionStage<String> call(String host) {
            return CompletableFuture.failedFuture(new Down(host));
        }
    }

    public static void main(String[] arguments) {
        for (int i = 0; i < 3; i++) {
            Console.tell("plain", () -> Plain.call("a"));
            Console.tell("judged", () -> Judged.call("a"));
            Console.tell("staged", () -> Staged.call("a")
                    .toCompletableFuture()
                    .handle((result, thrown) -> thrown.getClass().getSimpleName())
                    .join());
        }
        Console.tell("forbidden", () -> System.getProperty("user.home"));
    }
}
