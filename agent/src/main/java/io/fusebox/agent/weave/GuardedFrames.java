package io.fusebox.agent.weave;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks for calls of a breaker on the stack of the current thread. */
final class GuardedFrames implements Consumer<StackWalker.StackFrame> {
    /** Where calls from code come from; its methods run the program's code. */
    private static final String CALLS_FROM_CODE = "io.fusebox.internal.Breaker";

    /** Without parameters: on 25 a frame tells its descriptor only by loading the classes in it. */
    private final Set<String> names = new HashSet<>();

    private int guarded;
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
     * Whether the method that is about to be entered is certainly in no other call of the breaker. It is not certain where
     * code calls a breaker, whichever, where an overload that is not guarded calls one that is, and where even the method
     * itself is not among the guarded, since they are just changing.
     */
    boolean isOutermost() {
        return guarded == 1 && !fromCode;
    }

    @Override
    public void accept(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        fromCode |= type.equals(CALLS_FROM_CODE);
        if (names.contains(type + '#' + frame.getMethodName())) {
            guarded++;
        }
    }
}
