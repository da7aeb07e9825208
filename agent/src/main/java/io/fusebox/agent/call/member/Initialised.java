package io.fusebox.agent.call.member;

import io.fusebox.Ticker;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.engine.WatchedCalls;
import io.fusebox.internal.jdk.JdkThreads;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Initialises classes that a call takes, while the method that takes them is being woven. A class that is initialised for
 * the first time where the heap or the stack is full can never be used again (R6).
 */
public final class Initialised {
    private Initialised() {}

    /** Initialises the classes, in the order given. */
    public static void classes(Class<?>... types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new LinkageError(type.getName(), impossible);
            }
        }
    }

    /**
     * Looks up the classes of the JDK and of core that a call takes, by the agent's class loader. The loader remembers them, and
     * needs no room for them later.
     */
    public static void ofOthers() {
        classes(
                AtomicBoolean.class,
                Boolean.class,
                Breaker.class,
                BreakerId.class,
                CallGate.class,
                Class.class,
                ClassValue.class,
                CompletableFuture.class,
                CompletionStage.class,
                ConcurrentHashMap.class,
                Consumer.class,
                DetachedCall.class,
                Error.class,
                Exception.class,
                Executor.class,
                Faults.class,
                Function.class,
                Future.class,
                FuseboxBridge.class,
                HashMap.class,
                IllegalStateException.class,
                Integer.class,
                Iterator.class,
                JdkThreads.class,
                LinkageError.class,
                List.class,
                Long.class,
                LongAdder.class,
                Map.class,
                Method.class,
                MethodHandle.class,
                NullPointerException.class,
                Number.class,
                Object.class,
                Optional.class,
                OutOfMemoryError.class,
                OwnCalls.class,
                Permit.class,
                Predicate.class,
                Registry.class,
                Runnable.class,
                RuntimeException.class,
                String.class,
                StringBuilder.class,
                System.class,
                Thread.class,
                ThreadLocal.class,
                Ticker.class,
                VarHandle.class,
                WatchedCalls.class,
                WeakReference.class);
    }
}
