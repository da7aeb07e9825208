package io.fusebox.agent.log;

import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.text.TerminalText;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Where lines of the log go, and in which form: what a configuration says of it. Immutable. */
final class LogTarget {
    static final String PREFIX = "[fusebox] ";

    /** Until a configuration has its say. */
    static final LogTarget STDERR = new LogTarget(false, null, false);

    /** A message of the program may have megabytes, and many lines may wait to be written. */
    private static final int LONGEST = 8_000;

    /** Nowhere. */
    final boolean off;

    /** Null: to stderr. */
    final @Nullable File file;

    /** JSON objects instead of text. */
    final boolean json;

    private LogTarget(boolean off, @Nullable File file, boolean json) {
        this.off = off;
        this.file = file;
        this.json = json;
    }

    static LogTarget of(AgentOptions options) {
        return new LogTarget(
                options.logTarget() == AgentOptions.LogTarget.OFF,
                options.logFile(),
                options.logFormat() == AgentOptions.LogFormat.JSON);
    }

    /** The text as a line of this log. */
    String line(String text) {
        if (json) {
            return event("message").add("message", text).end();
        }
        return file == null ? plain(text) : LogTime.local(System.currentTimeMillis()) + ' ' + plain(text);
    }

    /** The text as a line of stderr, whatever the form of the log. */
    static String plain(String text) {
        return PREFIX + TerminalText.of(text, LONGEST);
    }

    /** The beginning of an object. */
    static JsonLine event(String name) {
        return new JsonLine()
                .add("time", LogTime.utc(System.currentTimeMillis()))
                .add("event", name);
    }
}
