package io.fusebox.agent.async;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.member.Ancestors;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.jdk.JdkThreads;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Behind the publisher that the caller gets: each subscription is a call, which the breaker admits or rejects. */
final class Subscribing implements InvocationHandler {
    /** Interfaces of libraries that tell their own subscribers from foreign ones, which they would wrap once more. */
    private static final String[] SUBSCRIBERS = {
        "reactor.core.CoreSubscriber", "io.reactivex.rxjava3.core.FlowableSubscriber"
    };

    /** Made together with the class, see {@link Doing}. */
    private static final String SUBSCRIBE = "subscribe".intern();

    private final PublisherKind kind;
    private final Forwarding methods;
    private final Object publisher;
    private final PublisherSite.Guarded guarded;

    Subscribing(PublisherKind kind, Object publisher, PublisherSite.Guarded guarded) {
        this.kind = kind;
        this.methods = Forwarding.of(kind.source());
        this.publisher = publisher;
        this.guarded = guarded;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null
                && arguments.length == 1
                && arguments[0] != null
                && method.getName().equals(SUBSCRIBE)) {
            try {
                subscribe(method, arguments, arguments[0]);
            } catch (StackOverflowError noRoom) {
                // No woven code is at hand to say so; see LostCallRecovery.
                FuseboxBridge.lostEnds++;
                throw noRoom;
            }
            return null;
        }
        return Identity.isAsked(method)
                ? Identity.answer(proxy, method, arguments)
                : methods.call(method, publisher, arguments);
    }

    /** @param arguments the subscriber alone; may be changed */
    private void subscribe(Method subscribe, @Nullable Object[] arguments, Object subscriber) throws Throwable {
        AsyncCall call;
        try {
            call = begin(subscribe, arguments, subscriber);
        } catch (CircuitOpenException rejected) {
            RejectedSubscription.Notice notice = notice(subscribe, rejected);
            if (notice != null) {
                notice.tell(subscriber);
                return;
            }
            call = null;
        }
        try {
            pass(subscribe, arguments);
        } catch (Throwable thrown) {
            if (call != null) {
                call.fail(thrown);
            }
            throw thrown;
        }
        try {
            if (call != null) {
                call.leave();
            }
        } catch (StackOverflowError noRoom) {
            // The subscription is made. The thread's mark is found later, see LostCallRecovery.
            FuseboxBridge.lostEnds++;
        }
    }

    /**
     * Begins the call that a subscription is, and has it hear of the subscriber's signals.
     *
     * @return null if there is nothing to end; also if the signals cannot be heard (R15)
     */
    private @Nullable AsyncCall begin(Method subscribe, @Nullable Object[] arguments, Object subscriber) {
        Permit permit = null;
        AsyncCall call = null;
        try {
            if (guarded.rules().isOver()) {
                return null;
            }
            permit = guarded.rules().enter(guarded.gate(), true);
            if (CallGate.of(permit) == null) {
                return null;
            }
            call = guarded.rules().detach(guarded.gate(), permit);
            if (call == null) {
                return null;
            }
            arguments[0] = watched(subscribe, subscriber, call);
            return call;
        } catch (CircuitOpenException | StackOverflowError notOurs) {
            throw notOurs;
        } catch (Throwable fault) {
            if (call == null) {
                guarded.rules().giveUp(permit, fault);
            } else {
                call.giveUp(Doing.WATCHING_SUBSCRIBER, fault);
            }
            JdkThreads.passOn(fault);
            return null;
        }
    }

    /** Lets the program's own publisher go on. */
    private void pass(Method subscribe, @Nullable Object[] arguments) throws Throwable {
        @Nullable Object @Nullable [] top = OngoingSubscriptions.top();
        Object rest = top == null ? null : top[0];
        if (top != null) {
            top[0] = OngoingSubscriptions.with(guarded.gate(), rest);
        }
        try {
            methods.call(subscribe, publisher, arguments);
        } finally {
            if (top != null) {
                top[0] = rest;
            }
        }
    }

    /** What tells a subscriber that it was rejected; null if that cannot be made, and the subscription goes through (R15). */
    private RejectedSubscription.@Nullable Notice notice(Method subscribe, CircuitOpenException rejected) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                Throwable error = guarded.rules().exception(rejected, guarded.type());
                return RejectedSubscription.notice(subscribe.getParameterTypes()[0], error);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            guarded.rules().report(Doing.REJECTING_SUBSCRIPTION, fault);
            return null;
        }
    }

    /** The subscriber, such that the call hears of its signals. */
    private Object watched(Method subscribe, Object subscriber, AsyncCall call) {
        int[] depth = OwnCalls.begin();
        try {
            Class<?> type = type(subscribe, subscriber);
            return new Signals(type, subscriber, guarded.rules(), kind, call).proxy(type);
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    /** The interface through which the publisher is to see the subscriber. */
    private static Class<?> type(Method subscribe, Object subscriber) {
        Class<?> type = subscribe.getParameterTypes()[0];
        for (String name : SUBSCRIBERS) {
            Class<?> special = Ancestors.named(subscriber.getClass(), name);
            if (special != null && type.isAssignableFrom(special)) {
                return special;
            }
        }
        return type;
    }
}
