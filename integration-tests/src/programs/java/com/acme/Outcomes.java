package com.acme;

import java.io.FileNotFoundException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls guarded methods, one for each line of stdin: the method, and what it is to do. */
public final class Outcomes {
    private Outcomes() {}

    public static void main(String[] arguments) throws Exception {
        String answer = "ready";
        while (true) {
            String[] command = Console.ask(answer).split(" ");
            answer = obey(command[0], command[1]);
        }
    }

    private static String obey(String method, String what) throws Exception {
        try {
            if (method.equals("stage")) {
                return stage(what).get(20, TimeUnit.SECONDS);
            }
            return method.equals("shut") ? shut(what) : method.equals("seen") ? seen(what) : call(what);
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    static String call(String what) throws Exception {
        return happen(what);
    }

    static String shut(String what) throws Exception {
        return happen(what);
    }

    static String seen(String what) throws Exception {
        return happen(what);
    }

    static CompletableFuture<String> stage(String what) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        return stage.completeOnTimeout(what, 120, TimeUnit.MILLISECONDS);
    }

    private static String happen(String what) throws Exception {
        switch (what) {
            case "error":
                throw new IllegalStateException();
            case "ignored":
                throw new FileNotFoundException();
            case "cancelled":
                throw new CancellationException();
            case "slow":
                Thread.sleep(60);
                return what;
            default:
                return what;
        }
    }
}
