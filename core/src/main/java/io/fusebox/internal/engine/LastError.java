package io.fusebox.internal.engine;

import io.fusebox.internal.jdk.JdkThreads;
import org.jspecify.annotations.Nullable;

/**
 * The last error of a breaker as text: the exception itself would keep its class loader and its causes alive. Immutable
 * but for the text, which is made when the first rejection wants it, and then once for all.
 */
public final class LastError {
    static final int LONGEST = 500;

    private final String type;
    private final @Nullable String message;
    private final long wallMillis;

    /** Type and message in one text; made twice at worst. */
    private @Nullable String text;

    private LastError(String type, @Nullable String message) {
        this.type = type;
        this.message = message;
        this.wallMillis = System.currentTimeMillis();
    }

    static LastError of(Throwable thrown) {
        Throwable news = ExceptionClassifier.unwrapped(thrown);
        return new LastError(news.getClass().getName(), messageOf(news));
    }

    /** An error that is no exception (R10): a result that met {@code error-when}. */
    public static LastError ofResult(String condition) {
        return new LastError("result", condition);
    }

    /** {@code getMessage} is the application's code and may do anything (R15). */
    private static @Nullable String messageOf(Throwable thrown) {
        try {
            String message;
            int[] depth = OwnCalls.begin();
            try {
                message = thrown.getMessage();
            } finally {
                depth[OwnCalls.AT]--;
            }
            return message == null || message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            return "(its getMessage failed: " + fault.getClass().getName() + ")";
        }
    }

    /** The class name. */
    public String type() {
        return type;
    }

    /** Cut at {@value #LONGEST} characters; null if there is none. */
    public @Nullable String message() {
        return message;
    }

    /** Wall time of the error, for display. */
    public long wallMillis() {
        return wallMillis;
    }

    /** Type and message in one text. */
    String text() {
        String known = text;
        if (known == null) {
            known = message == null ? type : type + ": " + message;
            text = known;
        }
        return known;
    }
}
