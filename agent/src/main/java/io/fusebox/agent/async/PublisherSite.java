package io.fusebox.agent.async;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.jdk.JdkThreads;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A method that returns a publisher, in the wide sense of {@link PublisherKind}: what is called is not the method but each
 * subscription. The caller gets a publisher of the same kind around the method's own.
 */
public final class PublisherSite extends Site {
    static {
        Initialised.classes(
                Ancestors.class,
                Signals.Cancelling.class,
                Forwarding.class,
                Guarded.class,
                Identity.class,
                OngoingSubscriptions.class,
                PublisherKind.class,
                RejectedSubscription.class,
                RejectedSubscription.Notice.class,
                Signals.class,
                Subscribing.class);
    }

    /** Of each class the kinds, by the type that a method is declared to return. */
    private static final PerClass<Map<String, PublisherKind>> KINDS = new PerClass<>() {
        @Override
        protected Map<String, PublisherKind> valueFor(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final String declared;

    /** @param declared the type that the method is declared to return */
    public PublisherSite(SiteRules rules, String declared) {
        super(rules, false);
        this.declared = declared;
    }

    /** @param more the class that declares the method */
    @Override
    public @Nullable Object enter(@Nullable Object subject, @Nullable Object more) {
        try {
            if (rules.leavesOut(subject)) {
                return null;
            }
            CallGate gate = rules.gate(subject);
            return gate.isOff() || OngoingSubscriptions.areOf(gate) ? null : new Guarded(rules, gate, (Class<?>) more);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            rules.report(Doing.GUARDING_PUBLISHER, fault);
            return null;
        }
    }

    @Override
    public @Nullable Object exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        if (!(token instanceof Guarded guarded)) {
            return result;
        }
        try {
            if (thrown != null) {
                failed(guarded.gate(), thrown);
            }
            return result == null ? null : guard(result, guarded);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            rules.report(Doing.WRAPPING_PUBLISHER, fault);
            return result;
        }
    }

    private Object guard(Object publisher, Guarded guarded) throws Throwable {
        int[] depth = OwnCalls.begin();
        try {
            return kind(publisher.getClass()).around(publisher, guarded);
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    private PublisherKind kind(Class<?> type) {
        Map<String, PublisherKind> kinds = KINDS.get(type);
        PublisherKind known = kinds.get(declared);
        if (known == null) {
            known = PublisherKind.of(type, declared);
            kinds.put(declared, known);
        }
        return known;
    }

    /** A method that cannot even make a publisher is a call that failed. */
    private void failed(CallGate gate, Throwable thrown) {
        Permit permit = null;
        try {
            permit = gate.enter();
            gate.exit(permit, thrown);
        } catch (CircuitOpenException rejected) {
            // The method ran all the same, and what it threw says more than the rejection.
            return;
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            rules.giveUp(permit, fault);
            JdkThreads.passOn(fault);
        }
    }

    @Override
    protected void returned(CallGate gate, Permit permit, @Nullable Object result) {
        // The method is no call; each subscription is one.
    }

    /**
     * What the subscriptions of one publisher have to know.
     *
     * @param type the class that declares the method
     */
    record Guarded(SiteRules rules, CallGate gate, @Nullable Class<?> type) {}
}
