package io.fusebox.internal.engine;

import io.fusebox.Call;
import io.fusebox.CircuitOpenException;
import org.jspecify.annotations.Nullable;

/** A call in block form: code says how it ends. */
public final class BlockCall extends DetachedCall implements Call {
    private static final long serialVersionUID = 1L;

    private BlockCall(CallGate gate, Permit permit) {
        super(gate, permit);
    }

    /**
     * Begins a call.
     *
     * @throws CircuitOpenException if the call is rejected
     */
    public static Call enter(CallGate gate) {
        Permit permit = gate.enter();
        if (CallGate.of(permit) == null) {
            return Permit.UNCOUNTED;
        }
        try {
            ThreadSlot slot = gate.counters.own();
            BlockCall call = new BlockCall(gate, gate.detachable(permit, slot));
            gate.counters.begin(slot, call);
            return call;
        } catch (Throwable fault) {
            gate.exitCancelled(permit, fault);
            return Permit.UNCOUNTED;
        }
    }

    /**
     * The same as {@link CallGate#detach}, as a call that ends once, however often its ends are called.
     *
     * @return null if there is nothing to end: the call is nested or uncounted, or there was no room to detach it
     */
    public static @Nullable BlockCall detach(CallGate gate, Permit permit) {
        if (CallGate.of(permit) == null) {
            return null;
        }
        try {
            ThreadSlot slot = gate.counters.own();
            // First what may find no room: then nothing has happened.
            BlockCall call = new BlockCall(gate, gate.detachable(permit, slot));
            gate.counters.leave(slot);
            return call;
        } catch (Throwable fault) {
            gate.exitCancelled(permit, fault);
            return null;
        }
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
