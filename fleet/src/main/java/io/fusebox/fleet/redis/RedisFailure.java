package io.fusebox.fleet.redis;

import java.io.IOException;

/** Redis could not be reached, or did not do what it was asked. The message is one line in words. */
public final class RedisFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** Nobody takes a connection. */
    public static final String UNREACHABLE = "unreachable";

    /** A connection was lost; only the next try shows why. */
    public static final String LOST = "lost";

    /** There is a place to connect to, but no answer in time. */
    static final String SILENT = "silent";

    private final String kind;
    private final boolean refusal;

    RedisFailure(String message, String kind, boolean refusal, Throwable cause) {
        super(PlainText.of(message), cause);
        this.kind = kind;
        this.refusal = refusal;
    }

    /**
     * Failures of the same kind have the same cause, as far as an operator can mend it: the first word of an error that Redis
     * answers, {@code OOM} or {@code WRONGPASS}, or a word for all failures of a connection.
     */
    public String kind() {
        return kind;
    }

    /** Whether Redis answers, and refuses the user or the password. */
    public boolean isRefusal() {
        return refusal;
    }
}
