package io.fusebox.internal.engine;

import io.fusebox.Call;
import org.jspecify.annotations.Nullable;

/** A call that says itself how it ends. */
public final class BlockCall extends DetachedCall implements Call {
    private static final long serialVersionUID = 1L;

    /** Made beforehand: to end a call takes no room. Nobody but the classification sees it. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    private static final Throwable UNKNOWN = new IllegalStateException("failure without an exception");

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
        fail(thrown == null ? UNKNOWN : thrown);
    }

    @Override
    public void close() {
        cancel();
    }
}
