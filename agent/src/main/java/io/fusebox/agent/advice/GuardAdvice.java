package io.fusebox.agent.advice;

import io.fusebox.agent.call.WovenCalls;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * What is woven around a guarded method. Byte Buddy copies the two bodies into the method, so they name nothing but the
 * bridge, and are one call each: the rest is in {@link WovenCalls}, where a debugger can go.
 *
 * <p>A rejection is thrown by {@code enter} itself; then {@code exit} does not run, since there is nothing to end.
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
            // The one thing that can be done now without calling anything; see LostEnds.
            FuseboxBridge.lostEnds++;
            throw noRoom;
        }
    }
}
