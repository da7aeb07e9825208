package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.internal.engine.OwnCalls;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Between a publisher and its subscriber: hears the signals. The call ends before the signal that ends it is passed on. */
final class Signals extends Relay {
    private static final int NONE = 0;
    private static final int GOOD = 1;
    private static final int BAD = 2;

    /** Made together with the class, see {@link Doing}. */
    private static final String ON_NEXT = "onNext".intern();

    private final SiteRules rules;
    private final PublisherKind kind;

    /** The elements so far: whether there was one, and one that {@code error-when} makes an error of. */
    private volatile int elements = NONE;

    /** @param type the interface through which the publisher sees the subscriber */
    Signals(Class<?> type, Object subscriber, SiteRules rules, PublisherKind kind, AsyncCall call) {
        super(Forwarding.of(type), subscriber, call);
        this.rules = rules;
        this.kind = kind;
    }

    @Override
    void hear(Method method, @Nullable Object @Nullable [] arguments) {
        Object signal = arguments == null || arguments.length != 1 ? null : arguments[0];
        switch (method.getName()) {
            case "onSubscribe" -> {
                if (arguments != null && signal != null) {
                    arguments[0] = watched(method, signal);
                }
            }
            case "onNext" -> element(signal);
            case "onSuccess" -> call.end(signal);
            case "onComplete" -> {
                if (elements == NONE && kind.isNullIfEmpty()) {
                    call.end(null);
                } else {
                    call.endChecked(elements == BAD);
                }
            }
            case "onError" ->
                call.fail(signal instanceof Throwable thrown ? thrown : new NullPointerException("onError(null)"));
            default -> {
                // Nothing that the call has to hear.
            }
        }
    }

    private void element(@Nullable Object element) {
        if (kind.endsWithElement()) {
            elements = GOOD;
            call.end(element);
            return;
        }
        if (elements != BAD) {
            elements = rules.isError(element) ? BAD : GOOD;
        }
    }

    /** What the subscriber does with an element is no part of the call; what the publisher does for the next one is. */
    @Override
    @Nullable
    Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (!method.getName().equals(ON_NEXT) || !call.pause()) {
            return super.pass(method, arguments);
        }
        try {
            return super.pass(method, arguments);
        } finally {
            call.goOn();
        }
    }

    /** The subscriber wants no more: after an element it has what it wanted, before one it has given up (R9). */
    void cancelled() {
        if (elements == NONE) {
            call.cancel();
        } else {
            call.endChecked(elements == BAD);
        }
    }

    private Object watched(Method onSubscribe, Object subscription) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                Class<?> type = onSubscribe.getParameterTypes()[0];
                return new Cancelling(type, subscription, this).proxy(type);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            // Nobody would say that the subscriber wants no more.
            call.giveUp(Doing.WATCHING_SUBSCRIPTION, fault);
            return subscription;
        }
    }

    /** Between a subscriber and its subscription: hears when the subscriber wants no more. */
    static final class Cancelling extends Relay {
        private final Signals signals;

        /** @param type {@code Subscription} or {@code Disposable}, whichever the library has */
        Cancelling(Class<?> type, Object subscription, Signals signals) {
            super(Forwarding.of(type), subscription, signals.call);
            this.signals = signals;
        }

        @Override
        void hear(Method method, @Nullable Object @Nullable [] arguments) {
            if (method.getName().equals("cancel") || method.getName().equals("dispose")) {
                signals.cancelled();
            }
        }
    }
}
