package io.fusebox.internal;

import io.fusebox.Call;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call that says itself how it ends; true once it has. It may be ended by another thread than the one that entered it:
 * that one sees the end here when it asks whether it is inside a call (R14), nobody writes into what is its own.
 */
final class GuardedCall extends AtomicBoolean implements Call {
    private static final long serialVersionUID = 1L;

    private final transient CallGate gate;
    private final transient Permit permit;

    GuardedCall(CallGate gate, Permit permit) {
        this.gate = gate;
        this.permit = permit;
    }

    boolean isEnded() {
        return get();
    }

    boolean isOf(Tally breaker) {
        return gate.counts(breaker);
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

    /** Whether this is the one end of the call (R6). */
    private boolean ends() {
        if (!compareAndSet(false, true)) {
            return false;
        }
        gate.ended(this);
        return true;
    }
}
