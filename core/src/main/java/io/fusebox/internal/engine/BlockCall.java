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
        fail(thrown == null ? new IllegalStateException("failure without an exception") : thrown);
    }

    @Override
    public void close() {
        cancel();
    }
}
