package io.fusebox.agent.call;

import io.fusebox.CircuitOpenException;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.OwnCalls;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of the bridge: where the calls of woven methods arrive. Belongs to the agent's loader.
 *
 * <p>{@link CallGate} and {@link Site} keep faults from the application (R15). Nothing here fails, except for lack of stack.
 */
public final class WovenCalls extends FuseboxBridge {
    private final Sites sites;
    private final LostCallRecovery lost;

    public WovenCalls(Sites sites, LostCallRecovery lost) {
        this.sites = sites;
        this.lost = lost;
    }

    @Override
    public @Nullable Object entered(int site) {
        CallGate gate = sites.gate(site);
        if (gate == null) {
            return null;
        }
        try {
            Object token = gate.enter();
            // A mark of a call that is gone from the stack would make this one look nested.
            boolean again = CallGate.isNested(token) && lost.ended(gate, false);
            return again ? gate.enter() : token;
        } catch (StackOverflowError noRoom) {
            // The call may have begun. Its token is lost, so it cannot end.
            FuseboxBridge.lostEnds++;
            throw noRoom;
        }
    }

    @Override
    public void exited(int site, @Nullable Object token, @Nullable Throwable thrown) {
        if (sites.has(site) && CallGate.exitsAtOnce(token, thrown)) {
            return;
        }
        CallGate gate = sites.gate(site);
        if (gate != null) {
            gate.exitOnSlowPath(token, thrown);
            return;
        }
        Site rich = sites.rich(site);
        if (rich != null) {
            rich.exit(token, thrown);
        }
    }

    @Override
    public @Nullable Object entered(int site, @Nullable Object subject, @Nullable Object more) {
        Site rich = sites.rich(site);
        if (rich == null || OwnCalls.areGoingOn()) {
            return null;
        }
        try {
            return rich.enter(subject, more);
        } catch (StackOverflowError noRoom) {
            FuseboxBridge.lostEnds++;
            throw noRoom;
        }
    }

    @Override
    public @Nullable Object exited(
            int site, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        Site rich = sites.rich(site);
        return rich == null ? result : rich.exit(token, result, thrown);
    }

    @Override
    public @Nullable Object refused(
            int site, @Nullable Object rejection, Class<?> type, @Nullable Object self, @Nullable Object[] arguments) {
        CircuitOpenException rejected = (CircuitOpenException) Objects.requireNonNull(rejection);
        Site rich = sites.rich(site);
        if (rich == null) {
            throw rejected;
        }
        try {
            return rich.refused(rejected, type, self, arguments);
        } catch (Throwable thrown) {
            throw WovenCalls.<RuntimeException>unchecked(thrown);
        }
    }

    /** The exception may be checked: the guarded method declares it, the compiler does not see that here. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
