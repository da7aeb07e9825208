package io.fusebox.internal.engine;

import io.fusebox.Call;
import org.jspecify.annotations.Nullable;

/** A call that says itself how it ends. */
public final class BlockCall extends DetachedCall implements Call {
    private static final long serialVersionUID = 1L;

    BlockCall(CallGate gate, Permit permit) {
        super(gate, permit);
    }

    @Override
    protected boolean isWoven() {
        return false;
    }

    @Override
    public void success() {
        end(null);
    }

    @Override
    public void failure(@Nullable Throwable thrown) {
        fail(thrown == null ? unknown() : thrown);
    }

    /**
     * Made at each use: an exception that is kept keeps the classes of its backtrace, and with them the agent's class loader.
     * In a full heap the call ends as cancelled (R9).
     */
    private static Throwable unknown() {
        try {
            return new IllegalStateException("failure without an exception");
        } catch (OutOfMemoryError noRoom) {
            return noRoom;
        }
    }

    @Override
    public void close() {
        cancel();
    }
}
