package io.fusebox.fleet.redis;

import java.io.IOException;

/** Redis could not be reached, or did not do what it was asked. The message is one line in words. */
public final class RedisFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean refusal;

    RedisFailure(String message, boolean refusal, Throwable cause) {
        super(PlainText.of(message), cause);
        this.refusal = refusal;
    }

    /** Whether Redis answers, and refuses the user or the password. */
    public boolean isRefusal() {
        return refusal;
    }
}
