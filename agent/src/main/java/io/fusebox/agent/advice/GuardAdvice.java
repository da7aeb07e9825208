package io.fusebox.agent.advice;

import io.fusebox.agent.call.WovenCalls;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * The code that is woven around a guarded method. Byte Buddy copies the two bodies into the method. So they name only the
 * bridge and are one call each; the rest is in {@link WovenCalls}, where a debugger can stop.
 *
 * <p>{@code enter} throws the rejection. Then {@code exit} does not run: there is no call to end.
 */
final class GuardAdvice {
    private GuardAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@SiteId int site) {
        return FuseboxBridge.enter(site);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
            @SiteId int site, @Advice.Enter @Nullable Object token, @Advice.Thrown @Nullable Throwable thrown) {
        try {
            FuseboxBridge.exit(site, token, thrown);
        } catch (StackOverflowError noRoom) {
            // Without room on the stack only a field can be written; see LostCallRecovery.
            FuseboxBridge.lostEnds++;
        }
    }
}
