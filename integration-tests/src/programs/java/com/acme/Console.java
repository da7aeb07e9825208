package com.acme;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** The program's side of the talk with the test that forked it. */
public final class Console {

    private static final InputStreamReader STDIN = new InputStreamReader(System.in, StandardCharsets.UTF_8);

    private Console() {}

    /** Says a line and waits for one on stdin; ends the JVM when nobody is there any more. */
    public static String ask(String line) {
        System.out.println(line);
        StringBuilder answer = new StringBuilder();
        try {
            for (int c = STDIN.read(); c != '\n'; c = STDIN.read()) {
                if (c < 0) {
                    Runtime.getRuntime().halt(70);
                }
                answer.append((char) c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString();
    }

    /** Says what came of a call: its result, or what it threw and for what cause. */
    public static void tell(String name, Callable<?> call) {
        String result;
        try {
            result = String.valueOf(call.call());
        } catch (Exception thrown) {
            Throwable cause = thrown.getCause();
            result = thrown.getClass().getSimpleName()
                    + (cause == null ? "" : " because of " + cause.getClass().getSimpleName());
        }
        System.out.println(name + ": " + result);
    }
}
