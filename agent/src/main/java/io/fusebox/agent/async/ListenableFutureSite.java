package io.fusebox.agent.async;

import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.agent.call.member.PerClass;
import io.fusebox.agent.call.member.TrustedLookup;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A method that returns Guava's {@code ListenableFuture}: its call ends when the future does. The caller gets the very
 * future.
 */
public final class ListenableFutureSite extends Site {
    static {
        Initialised.classes(EndedFuture.class, End.class);
    }

    /** The interface's name. */
    public static final String TYPE = "com.google.common.util.concurrent.ListenableFuture";

    private static final MethodType LISTEN =
            MethodType.methodType(void.class, Object.class, Runnable.class, Executor.class);

    private static final PerClass<MethodHandle> LISTENERS = new PerClass<>() {
        @Override
        protected MethodHandle valueFor(Class<?> type) {
            try {
                return TrustedLookup.LOOKUP
                        .findVirtual(
                                type, "addListener", MethodType.methodType(void.class, Runnable.class, Executor.class))
                        .asType(LISTEN);
            } catch (ReflectiveOperationException foreign) {
                throw new LinkageError(type.getName() + " is no " + TYPE, foreign);
            }
        }
    };

    public ListenableFutureSite(SiteRules rules) {
        super(rules, rules.rejection() != null);
    }

    @Override
    protected void returned(CallGate gate, Permit permit, @Nullable Object result) {
        if (!(result instanceof Future<?> future)) {
            rules.exit(gate, permit, result);
            return;
        }
        AsyncCall call = rules.detach(gate, permit);
        if (call == null) {
            return;
        }
        try {
            End end = new End(call, future);
            int[] depth = OwnCalls.begin();
            try {
                LISTENERS.get(result.getClass()).invokeExact(result, (Runnable) end, (Executor) end);
            } finally {
                depth[OwnCalls.AT]--;
            }
            call.leave();
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            call.giveUp(Doing.WAITING_FOR_FUTURE, fault);
        }
    }

    /** Has the future end the call; at once, on the thread that completes it. */
    private static final class End implements Runnable, Executor {
        private final AsyncCall call;
        private final Future<?> future;

        End(AsyncCall call, Future<?> future) {
            this.call = call;
            this.future = future;
        }

        @Override
        public void run() {
            execute(this);
        }

        @Override
        public void execute(Runnable itself) {
            try {
                tell();
            } catch (StackOverflowError noRoom) {
                synchronized (DetachedCall.LOST) {
                    try {
                        DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                    } catch (StackOverflowError entering) {
                        DetachedCall.LOST[0] = new Object[] {call, DetachedCall.LOST[0]};
                    }
                }
            }
        }

        private void tell() {
            try {
                call.end(EndedFuture.result(future));
            } catch (StackOverflowError noRoom) {
                throw noRoom;
            } catch (Throwable thrown) {
                call.fail(thrown);
            }
        }
    }
}
