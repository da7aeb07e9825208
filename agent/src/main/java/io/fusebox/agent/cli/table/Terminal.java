package io.fusebox.agent.cli.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The terminal of this process, by the program {@code stty}: Java itself knows neither its size nor single keys. */
public final class Terminal implements AutoCloseable {
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    private final @Nullable String before;
    private final @Nullable Thread atEnd;

    private Terminal(@Nullable String before) {
        this.before = before;
        this.atEnd = before == null ? null : new Thread(() -> restore(before));
    }

    /** Has keys come one by one, without being shown, until it is closed or the process ends. */
    static Terminal withKeys() {
        String before = stty("-g");
        Terminal terminal = new Terminal(before);
        if (terminal.atEnd != null) {
            Runtime.getRuntime().addShutdownHook(terminal.atEnd);
            stty("-icanon", "-echo", "min", "0", "time", "0");
        }
        return terminal;
    }

    /** Waits so long; true as soon as one of these keys is pressed. */
    boolean awaitKey(String keys, long millis) throws InterruptedException {
        long begin = System.nanoTime();
        while ((System.nanoTime() - begin) / 1_000_000 < millis) {
            if (before != null && isPressed(keys)) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static boolean isPressed(String keys) {
        InputStream in = System.in;
        try {
            while (in.available() > 0) {
                int key = in.read();
                if (key >= 0 && keys.indexOf(key) >= 0) {
                    return true;
                }
            }
        } catch (IOException closed) {
            // Then nobody presses anything.
        }
        return false;
    }

    /** How many characters a line has. */
    public static int columns() {
        return size(1, COLUMNS);
    }

    static int rows() {
        return size(0, ROWS);
    }

    private static int size(int part, int otherwise) {
        String size = stty("size");
        try {
            int number = size == null ? 0 : Integer.parseInt(size.split(" ", 2)[part].strip());
            return number > 0 ? number : otherwise;
        } catch (RuntimeException unexpected) {
            return otherwise;
        }
    }

    private static @Nullable String stty(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process stty = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor() == 0 ? answer.strip() : null;
        } catch (IOException noSuchProgram) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void restore(String state) {
        var unused = stty(state);
    }

    @Override
    public void close() {
        if (before != null && atEnd != null) {
            restore(before);
            try {
                var unused = Runtime.getRuntime().removeShutdownHook(atEnd);
            } catch (IllegalStateException ending) {
                // It has just done the same.
            }
        }
    }
}
