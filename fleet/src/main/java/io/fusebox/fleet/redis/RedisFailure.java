package io.fusebox.fleet.redis;

import java.io.IOException;

/** Redis could not be reached, or did not do what it was asked. The message is one line in words. */
public final class RedisFailure extends IOException {
    private static final long serialVersionUID = 1;

    private static final int LONGEST = 200;

    RedisFailure(String message, Throwable cause) {
        super(line(message), cause);
    }

    /** What Redis says is text from outside: control characters of a terminal are taken out, and it is cut. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
            char c = text.charAt(i);
            line.append(c < ' ' || (c >= 0x7f && c < 0xa0) || Character.isSurrogate(c) ? ' ' : c);
        }
        return line.toString().strip();
    }
}
