package io.fusebox.internal;

import org.jspecify.annotations.Nullable;

/**
 * The last error of a breaker as text: the exception itself would keep its class loader and its causes alive.
 *
 * @param type the class name
 * @param message the message, cut at {@value #LONGEST} characters; null if there is none
 * @param wallMillis wall time of the error, for display
 */
public record LastError(String type, @Nullable String message, long wallMillis) {
    static final int LONGEST = 500;

    static LastError of(Throwable thrown) {
        Throwable news = ExceptionClassifier.unwrapped(thrown);
        return new LastError(news.getClass().getName(), messageOf(news), System.currentTimeMillis());
    }

    /** An error that is no exception (R10): a result that met {@code error-when}. */
    public static LastError ofResult(String condition) {
        return new LastError("result", condition, System.currentTimeMillis());
    }

    /** {@code getMessage} is the application's code and may do anything (R15). */
    private static @Nullable String messageOf(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null || message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
        } catch (Throwable fault) {
            return "(its getMessage failed: " + fault.getClass().getName() + ")";
        }
    }

    /** Type and message in one text. */
    String text() {
        return message == null ? type : type + ": " + message;
    }
}
