package io.fusebox.agent.call;

import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import org.jspecify.annotations.Nullable;

/** A method whose calls end when it returns. */
public final class ReturningSite extends Site {
    public ReturningSite(SiteRules rules) {
        super(rules, rules.rejection() != null);
    }

    @Override
    protected void returned(CallGate gate, Permit permit, @Nullable Object result) {
        rules.exit(gate, permit, result);
    }
}
