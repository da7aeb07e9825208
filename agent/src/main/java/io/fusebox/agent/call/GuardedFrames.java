package io.fusebox.agent.call;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks for calls of a breaker on the stack of the current thread. */
final class GuardedFrames implements Consumer<StackWalker.StackFrame> {
    /** Where calls from code come from; its methods run the program's code. */
    private static final String CALLS_FROM_CODE = "io.fusebox.internal.registry.Breaker";

    /** Where subscriptions come from, which are calls; it runs the code of publishers. */
    private static final String SUBSCRIPTIONS = "io.fusebox.agent.async.Subscribing";

    /** Without parameters: on 25 a frame tells its descriptor only by loading the classes in it. */
    private final Set<String> names = new HashSet<>();

    private int guarded;
    private int subscriptions;
    private boolean fromCode;

    private GuardedFrames(List<String> guarded) {
        for (String method : guarded) {
            names.add(method.substring(0, method.indexOf('(')));
        }
    }

    /**
     * Looks at the stack of the current thread, which is about to enter a guarded method.
     *
     * @param guarded what the breaker guards: {@code com.acme.PaymentClient#charge(long)}
     */
    static GuardedFrames of(List<String> guarded) {
        GuardedFrames frames = new GuardedFrames(guarded);
        StackWalker.getInstance().forEach(frames);
        return frames;
    }

    /**
     * Whether what is about to be entered is certainly in no other call of the breaker. It is not certain where code calls
     * a breaker or a publisher is subscribed to, whichever, where an overload that is not guarded calls one that is, and
     * where even the method itself is not among the guarded, since they are just changing.
     *
     * @param subscribing whether it is a subscription, rather than a guarded method
     */
    boolean isOutermost(boolean subscribing) {
        return guarded == (subscribing ? 0 : 1) && subscriptions == (subscribing ? 1 : 0) && !fromCode;
    }

    @Override
    public void accept(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        fromCode |= type.equals(CALLS_FROM_CODE);
        if (type.equals(SUBSCRIPTIONS) && frame.getMethodName().equals("invoke")) {
            subscriptions++;
        }
        if (names.contains(type + '#' + frame.getMethodName())) {
            guarded++;
        }
    }
}
