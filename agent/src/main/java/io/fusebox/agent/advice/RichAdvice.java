package io.fusebox.agent.advice;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * What is woven around methods for which {@link GuardAdvice} is not enough, as {@link AdviceKind} puts it together. The
 * same is true of it.
 */
final class RichAdvice {
    private RichAdvice() {}

    /** A rejection is thrown by {@code enter} itself. */
    static final class Enter {
        private Enter() {}

        @Advice.OnMethodEnter
        static @Nullable Object enter(
                @SiteId int site, @KeySource @Nullable Object subject, @Advice.Origin Class<?> type) {
            return FuseboxBridge.enter(site, subject, type);
        }
    }

    /** A rejection is returned by {@code enter}: then the method's body does not run. */
    static final class SkippingEnter {
        private SkippingEnter() {}

        @Advice.OnMethodEnter(skipOn = Throwable.class)
        static @Nullable Object enter(@SiteId int site, @KeySource @Nullable Object subject) {
            return FuseboxBridge.enter(site, subject, null);
        }
    }

    /**
     * Of a Kotlin suspend function, or of a method with a callback: the token, if it is no rejection, is the continuation or the
     * callback that the method goes on with. Where there is none, the class is asked with.
     */
    static final class ReplacingEnter {
        private ReplacingEnter() {}

        @Advice.OnMethodEnter(skipOn = Throwable.class)
        static @Nullable Object enter(
                @SiteId int site,
                @KeySource @Nullable Object subject,
                @Advice.Origin Class<?> type,
                @ReplacedArgument @Nullable Object replaced) {
            Object token = FuseboxBridge.enter(site, subject, replaced == null ? type : replaced);
            if (token != null && !(token instanceof Throwable)) {
                replaced = token;
            }
            return token;
        }
    }

    /** The result matters. */
    static final class ResultExit {
        private ResultExit() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @SiteId int site,
                @Advice.Enter @Nullable Object token,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
                @Advice.Thrown @Nullable Throwable thrown) {
            try {
                result = FuseboxBridge.exit(site, token, result, thrown);
            } catch (StackOverflowError noRoom) {
                FuseboxBridge.lostEnds++;
            }
        }
    }

    /** A rejection may have to be answered. */
    static final class AnsweringExit {
        private AnsweringExit() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @SiteId int site,
                @Advice.Enter @Nullable Object token,
                @Advice.Origin Class<?> type,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments @Nullable Object[] arguments,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
                @Advice.Thrown @Nullable Throwable thrown) {
            if (token instanceof Throwable) {
                result = FuseboxBridge.rejected(site, token, type, self, arguments);
                return;
            }
            try {
                FuseboxBridge.exit(site, token, thrown);
            } catch (StackOverflowError noRoom) {
                FuseboxBridge.lostEnds++;
            }
        }
    }

    /** A rejection may have to be answered, and the result matters. */
    static final class AnsweringResultExit {
        private AnsweringResultExit() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @SiteId int site,
                @Advice.Enter @Nullable Object token,
                @Advice.Origin Class<?> type,
                @Advice.This(optional = true) @Nullable Object self,
                @Advice.AllArguments @Nullable Object[] arguments,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
                @Advice.Thrown @Nullable Throwable thrown) {
            if (token instanceof Throwable) {
                result = FuseboxBridge.rejected(site, token, type, self, arguments);
                return;
            }
            try {
                result = FuseboxBridge.exit(site, token, result, thrown);
            } catch (StackOverflowError noRoom) {
                FuseboxBridge.lostEnds++;
            }
        }
    }
}
