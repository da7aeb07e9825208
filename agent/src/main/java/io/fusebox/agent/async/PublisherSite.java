package io.fusebox.agent.async;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.PerClass;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.internal.CallGate;
import io.fusebox.internal.Permit;
import org.jspecify.annotations.Nullable;

/**
 * A method that returns a publisher, in the wide sense of {@link PublisherKind}: what is called is not the method but each
 * subscription. The caller gets a publisher of the same kind around the method's own.
 */
public final class PublisherSite extends Site {
    private static final PerClass<PublisherKind> KINDS = new PerClass<>() {
        @Override
        protected PublisherKind valueFor(Class<?> type) {
            return PublisherKind.of(type);
        }
    };

    public PublisherSite(SiteRules rules) {
        super(rules);
    }

    /** @param more the class that declares the method */
    @Override
    public @Nullable Object enter(@Nullable Object subject, @Nullable Object more) {
        if (rules.isAsking()) {
            return null;
        }
        CallGate gate = rules.gate(subject);
        return gate.isOff() ? null : new Guarded(rules, gate, (Class<?>) more);
    }

    @Override
    public boolean answersRejections() {
        return false;
    }

    @Override
    public @Nullable Object exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        if (!(token instanceof Guarded guarded)) {
            return result;
        }
        if (thrown != null) {
            failed(guarded.gate(), thrown);
            return result;
        }
        try {
            return result == null ? null : KINDS.get(result.getClass()).around(result, guarded);
        } catch (Throwable fault) {
            rules.fault("wrapping the publisher", fault);
            return result;
        }
    }

    /** A method that cannot even make a publisher is a call that failed. */
    private static void failed(CallGate gate, Throwable thrown) {
        try {
            gate.exit(gate.enter(), thrown);
        } catch (CircuitOpenException rejected) {
            // The method ran all the same, and what it threw says more than the rejection.
            return;
        }
    }

    @Override
    protected @Nullable Object returned(CallGate gate, Permit permit, @Nullable Object result) {
        return result;
    }

    /**
     * What the subscriptions of one publisher have to know.
     *
     * @param type the class that declares the method
     */
    record Guarded(SiteRules rules, CallGate gate, @Nullable Class<?> type) {}
}
