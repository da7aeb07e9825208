package io.fusebox.agent.weave;

import io.fusebox.internal.CallGate;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of the bridge: where the calls of woven methods arrive. Belongs to the agent's loader.
 *
 * <p>{@link CallGate} keeps faults from the application (R15); here is nothing that could fail.
 */
public final class WovenCalls extends FuseboxBridge {
    private final Sites sites;
    private final LostEnds lost;

    WovenCalls(Sites sites, LostEnds lost) {
        this.sites = sites;
        this.lost = lost;
    }

    @Override
    protected @Nullable Object entered(int site) {
        CallGate gate = sites.gate(site);
        if (gate == null) {
            return null;
        }
        Object token = gate.enter();
        boolean again = CallGate.isNested(token) && FuseboxBridge.lostEnds != 0 && lost.ended(gate);
        return again ? gate.enter() : token;
    }

    @Override
    protected void exited(int site, @Nullable Object token, @Nullable Throwable thrown) {
        CallGate gate = sites.gate(site);
        if (gate != null) {
            gate.exit(token, thrown);
        }
    }

    @Override
    protected @Nullable Object entered(int site, @Nullable Object subject) {
        return entered(site);
    }

    @Override
    protected @Nullable Object exited(
            int site, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        exited(site, token, thrown);
        return result;
    }

    @Override
    protected @Nullable Object refused(
            int site, @Nullable Object rejection, @Nullable Object self, @Nullable Object[] arguments) {
        return null;
    }
}
