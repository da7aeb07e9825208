package io.fusebox.agent.weave;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks for calls of a breaker on the stack of the current thread. */
final class GuardedFrames {
    /** Where calls from code come from; its methods run the program's code. */
    private static final String CALLS_FROM_CODE = "io.fusebox.internal.Breaker";

    private final Set<String> methods = new HashSet<>();
    private int guarded;
    private boolean fromCode;

    private GuardedFrames() {}

    /** @param guarded what the breaker guards: {@code com.acme.PaymentClient#charge(long)} */
    static GuardedFrames of(List<String> guarded) {
        GuardedFrames frames = new GuardedFrames();
        for (String method : guarded) {
            frames.methods.add(method.substring(0, method.indexOf('(')));
        }
        return frames;
    }

    /** Whether the method that is about to be entered was called, however indirectly, in another call of the breaker. */
    boolean isInside() {
        StackWalker.getInstance().forEach(this::look);
        return fromCode || guarded > 1;
    }

    private void look(StackWalker.StackFrame frame) {
        fromCode |= frame.getClassName().equals(CALLS_FROM_CODE);
        if (methods.contains(frame.getClassName() + '#' + frame.getMethodName())) {
            guarded++;
        }
    }
}
