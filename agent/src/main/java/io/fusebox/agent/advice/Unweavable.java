package io.fusebox.agent.advice;

import io.fusebox.agent.classfile.MethodOutline;
import org.jspecify.annotations.Nullable;

/** A class file cannot be woven, because of one method or for a reason that concerns the whole class. */
public final class Unweavable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Null if it is not for one method. */
    public final transient @Nullable MethodOutline method;

    /** In words that stand behind the method and a colon. */
    public final String reason;

    Unweavable(@Nullable MethodOutline method, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.method = method;
        this.reason = reason;
    }
}
