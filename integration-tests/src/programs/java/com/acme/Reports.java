package com.acme;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** A library whose methods report their end to an object of their caller, and the callers. */
public final class Reports {

    private static final List<Runnable> LATER = new ArrayList<>();

    private Reports() {}

    /** Reported to through an interface with type parameters. */
    interface Callback<T> {
        void onSuccess(T value);

        void onFailure(Exception thrown);

        default void cancelled() {}

        default void onProgress(int percent) {}
    }

    /** Reported to through an abstract class; its constructor is the program's. */
    abstract static class Listener {
        static int made;

        Listener() {
            made++;
        }

        protected abstract long closed(int status, double share, String[] names);

        void failed(String reason) {}
    }

    /** What nothing can stand in for. */
    static final class Fixed {}

    static int send(String how, Callback<String> callback) throws IOException {
        switch (how) {
            case "throws" -> throw new IOException("no route");
            case "fails" -> callback.onFailure(new IOException("down"));
            case "cancelled" -> callback.cancelled();
            case "later" -> {
                callback.onProgress(50);
                LATER.add(() -> callback.onSuccess("late"));
            }
            case "never" -> callback.onProgress(1);
            case "twice" -> {
                callback.onSuccess("first");
                callback.onFailure(new IOException("second"));
            }
            case "optional" -> {
                if (callback != null) {
                    callback.onSuccess("nobody is told");
                }
            }
            default -> callback.onSuccess(how);
        }
        return 7;
    }

    static void listen(Listener listener, String how) {
        if (how.equals("failed")) {
            listener.failed("no answer");
        } else {
            System.out.println("closed: " + listener.closed(200, 0.5, new String[] {"a", "b"}));
        }
    }

    static <R> R apply(String value, BiFunction<? super String, Throwable, R> done) {
        return done.apply(value, null);
    }

    static void fixed(Fixed callback) {}

    static void anything(Object callback) {}

    private static final class Told implements Callback<String> {
        private final List<String> told = new ArrayList<>();
        private final Thread thread = Thread.currentThread();

        @Override
        public void onSuccess(String value) {
            tell(value);
        }

        @Override
        public void onFailure(Exception thrown) {
            tell(thrown.getMessage());
        }

        @Override
        public void cancelled() {
            tell("cancelled");
        }

        private void tell(String what) {
            told.add(what + (thread == Thread.currentThread() ? "" : " elsewhere"));
            if (what.equals("bang")) {
                throw new IllegalStateException("the callback's own");
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Counts counts = new Counts("send");
        for (String how : new String[] {"good", "bad", "fails", "cancelled", "later", "twice", "bang", "throws"}) {
            Told told = new Told();
            String came;
            try {
                came = "" + send(how, told);
            } catch (IOException | IllegalStateException thrown) {
                came = thrown.getMessage();
            }
            System.out.println(how + " " + came + " " + told.told + ": " + counts.when(how.equals("later") ? 1 : 0));
            LATER.forEach(Runnable::run);
            LATER.clear();
        }
        send("optional", null);
        System.out.println("none: " + counts.when(0));
        counts.operate("transitionToHalfOpen");
        send("never", new Told());
        System.out.println("never: " + counts.when(1));
        try {
            send("good", new Told());
        } catch (RuntimeException rejected) {
            System.out.println("rejected: " + counts.when(1));
        }
        abstractClass();
        counts = new Counts("apply");
        Set<Object> seen = new HashSet<>();
        BiFunction<String, Throwable, Integer> done = (value, thrown) -> value.length();
        System.out.println("applied: " + apply("four", done) + " " + counts.when(0) + " " + seen.add(done));
        fixed(new Fixed());
        anything("");
        Console.ask("done");
        System.exit(0);
    }

    private static void abstractClass() throws Exception {
        Counts counts = new Counts("listen");
        Listener listener = new Listener() {
            @Override
            protected long closed(int status, double share, String[] names) {
                return status + (long) (share * 10) + names.length;
            }
        };
        listen(listener, "");
        listen(listener, "failed");
        System.out.println("listened: " + counts.when(0) + " " + Listener.made + " " + counts.get("LastErrorMessage"));
    }
}
