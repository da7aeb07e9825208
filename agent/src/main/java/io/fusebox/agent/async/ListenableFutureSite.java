package io.fusebox.agent.async;

import io.fusebox.agent.call.PendingCall;
import io.fusebox.agent.call.PerClass;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.TrustedLookup;
import io.fusebox.internal.CallGate;
import io.fusebox.internal.Permit;
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
    /** The interface's name. */
    public static final String TYPE = "com.google.common.util.concurrent.ListenableFuture";

    private static final MethodType LISTEN =
            MethodType.methodType(void.class, Object.class, Runnable.class, Executor.class);

    private static final Executor AT_ONCE = new Executor() {
        @Override
        public void execute(Runnable task) {
            task.run();
        }
    };

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
        super(rules);
    }

    @Override
    protected @Nullable Object returned(CallGate gate, Permit permit, @Nullable Object result) {
        if (!(result instanceof Future<?> future)) {
            rules.exit(gate, permit, result);
            return result;
        }
        PendingCall call = new PendingCall(rules, gate, permit);
        call.leave();
        try {
            LISTENERS.get(result.getClass()).invokeExact(result, (Runnable) new End(call, future), AT_ONCE);
        } catch (Throwable fault) {
            call.cancel();
            rules.fault("waiting for the future", fault);
        }
        return result;
    }

    /** The future's end. */
    private static final class End implements Runnable {
        private final PendingCall call;
        private final Future<?> future;

        End(PendingCall call, Future<?> future) {
            this.call = call;
            this.future = future;
        }

        @Override
        public void run() {
            // An interrupt is for whoever completed the future; it must not keep us from asking.
            boolean interrupted = Thread.interrupted();
            try {
                call.end(future.get());
            } catch (Throwable thrown) {
                call.fail(thrown);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
