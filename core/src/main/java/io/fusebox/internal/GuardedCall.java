package io.fusebox.internal;

import io.fusebox.Call;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call in block form. It may be ended by another thread, so it notes how its own is let out of it. */
final class GuardedCall extends AtomicBoolean implements Call {
    private static final long serialVersionUID = 1L;

    private final transient CallGate gate;
    private final transient Permit permit;
    private final transient Nesting.@Nullable Mark mark;

    GuardedCall(CallGate gate, Permit permit, Nesting.@Nullable Mark mark) {
        this.gate = gate;
        this.permit = permit;
        this.mark = mark;
    }

    @Override
    public void success() {
        if (ends()) {
            gate.end(permit, null);
        }
    }

    @Override
    public void failure(@Nullable Throwable thrown) {
        if (ends()) {
            gate.end(permit, thrown == null ? new IllegalStateException("failure without an exception") : thrown);
        }
    }

    @Override
    public void cancel() {
        if (ends()) {
            gate.cancel(permit);
        }
    }

    @Override
    public void close() {
        cancel();
    }

    private boolean ends() {
        if (!compareAndSet(false, true)) {
            return false;
        }
        if (mark != null) {
            mark.clear();
        }
        return true;
    }
}
