package io.fusebox.agent.call;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.member.CallPaths;
import io.fusebox.agent.call.member.Condition;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.agent.call.onopen.CalledMethod;
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.agent.call.onopen.ReturnedValue;
import io.fusebox.agent.call.onopen.ThrownClass;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.jdk.JdkThreads;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of one guarded method. Safe for use by any thread.
 */
public final class SiteRules implements Faults {
    static {
        Initialised.ofOthers();
        Initialised.classes(
                CalledMethod.class,
                ReturnedValue.class,
                ThrownClass.class,
                AsyncCall.class,
                GuardedFrames.class,
                Doing.class,
                // The first look for who catches one loads it, by the agent's own loader.
                CircuitOpenException.class,
                StackOverflowError.class,
                Throwable.class);
    }

    private final String name;
    private final CallGate gate;
    private final Faults faults;
    private final @Nullable KeyedBreakers keys;
    private final @Nullable CallPaths key;
    private final @Nullable Condition when;
    private final int whenRoot;
    private final @Nullable Condition errorWhen;
    private final @Nullable Condition cancelWhen;
    private final boolean cancelsExceptions;
    private final @Nullable OnOpenAction rejection;
    private final AtomicBoolean over;
    private final LostCallCheck marks;
    private final Consumer<String> log;
    private volatile boolean said;

    /**
     * @param name breaker and method, for the log
     * @param gate the breaker's, without a key
     * @param keys together with {@code key}, or neither
     * @param when null: all calls are guarded
     * @param whenRoot the argument that {@code when} looks at, by its number; -1: the object
     * @param errorWhen null: no result is an error
     * @param cancelWhen null: each end is an outcome
     * @param cancelsExceptions true: {@code cancelWhen} looks at the exception, which is null after a normal return; false: at
     *     the result
     * @param rejection null: the CircuitOpenException is thrown
     * @param over true when the agent has let go of the breaker
     * @param marks who is asked about nested calls
     * @param log where the operator reads it; drops a line that it had before
     */
    public SiteRules(
            String name,
            CallGate gate,
            Faults faults,
            @Nullable KeyedBreakers keys,
            @Nullable CallPaths key,
            @Nullable Condition when,
            int whenRoot,
            @Nullable Condition errorWhen,
            @Nullable Condition cancelWhen,
            boolean cancelsExceptions,
            @Nullable OnOpenAction rejection,
            AtomicBoolean over,
            LostCallCheck marks,
            Consumer<String> log) {
        this.name = name;
        this.gate = gate;
        this.faults = faults;
        this.keys = keys;
        this.key = key;
        this.when = when;
        this.whenRoot = whenRoot;
        this.errorWhen = errorWhen;
        this.cancelWhen = cancelWhen;
        this.cancelsExceptions = cancelsExceptions;
        this.rejection = rejection;
        this.over = over;
        this.marks = marks;
        this.log = log;
    }

    /** See {@link OnOpenAction}; null: the CircuitOpenException is thrown. */
    public @Nullable OnOpenAction rejection() {
        return rejection;
    }

    /** Whether a rejection is answered by another method. */
    public boolean callsInstead() {
        return rejection instanceof CalledMethod;
    }

    /** The exception for a rejection. */
    public Throwable exception(CircuitOpenException rejected, @Nullable Class<?> type) {
        if (rejection instanceof ThrownClass thrown && type != null) {
            return thrown.exception(rejected, type, this);
        }
        return rejected;
    }

    /**
     * Where a call goes: to the breaker of its key. If it has none, the breaker without a key serves.
     *
     * @param subject what the way to the key begins at
     */
    public CallGate gate(@Nullable Object subject) {
        if (keys == null || key == null || gate.isOff()) {
            return gate;
        }
        try {
            int[] depth = OwnCalls.begin();
            try {
                Object value = key.follow(subject);
                String text = value == null ? null : value.toString();
                return text == null ? gate : keys.gate(text);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            report(Doing.KEY_OF_CALL, fault);
            return gate;
        }
    }

    /** Whether {@code when} leaves a call out; one that it fails on is guarded (R15). */
    public boolean leavesOut(@Nullable Object subject) {
        Condition only = when;
        return only != null && !holds(only, CallPaths.root(subject, whenRoot), Doing.WHEN_OF_CALL, true);
    }

    private boolean holds(Condition condition, @Nullable Object of, String doing, boolean otherwise) {
        try {
            int[] depth = OwnCalls.begin();
            try {
                return condition.holds(of);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable fault) {
            JdkThreads.passOn(fault);
            report(doing, fault);
            return otherwise;
        }
    }

    /**
     * A call that the current thread has just entered, as one that may end on another.
     *
     * @return null if there was no room for that: then it has ended as cancelled, and the program goes on without it
     */
    public @Nullable AsyncCall detach(CallGate at, Permit permit) {
        try {
            return new AsyncCall(this, at, permit);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            // The caller gives the permit up.
            JdkThreads.passOn(fault);
            giveUp(permit, fault);
            return null;
        }
    }

    /** Whether the agent has let go of the breaker. */
    public boolean isOver() {
        return over.get();
    }

    /**
     * Asks for a permit; throws what {@link CallGate#enter} throws.
     *
     * @param subscribing whether it is for a subscription, rather than for a guarded method
     */
    public Permit enter(CallGate at, boolean subscribing) {
        Permit permit = at.enter();
        try {
            if (!CallGate.isNested(permit) || !marks.ended(at, subscribing)) {
                return permit;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            giveUpIfStopped(permit, fault);
            report(Doing.LOOKING_FOR_LOST_CALL, fault);
            return permit;
        }
        return at.enter();
    }

    /**
     * Ends a call as cancelled, on the thread that entered it, after a fault that came before its end. Throws nothing but a
     * {@link StackOverflowError}.
     *
     * @param token the permit, if there is one
     */
    public void giveUp(@Nullable Object token, Throwable fault) {
        try {
            CallGate at = CallGate.of(token);
            if (at != null && token instanceof Permit permit) {
                at.exitCancelled(permit, fault);
                return;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable another) {
            report(Doing.GIVING_UP_CALL, another);
        }
        report(Doing.GUARDING_CALL, fault);
    }

    private void giveUpIfStopped(Permit permit, Throwable fault) {
        try {
            JdkThreads.passOn(fault);
        } catch (Throwable death) {
            giveUp(permit, death);
            throw death;
        }
    }

    /** Ends a call on the thread that entered it, as its result says. */
    public void exit(CallGate at, Permit permit, @Nullable Object result) {
        if (isCancelled(result, null)) {
            at.exitCancelled(permit);
        } else if (isError(result)) {
            at.exitWithError(permit, String.valueOf(errorWhen), result);
        } else {
            at.exit(permit, null);
        }
    }

    /** Whether {@code error-when} makes an error of the result (R10); one that it fails on is none (R15). */
    public boolean isError(@Nullable Object result) {
        Condition condition = errorWhen;
        return condition != null && holds(condition, result, Doing.ERROR_WHEN_ON_RESULT, false);
    }

    /** Ends a call that threw, on the thread that entered it. */
    public void exit(CallGate at, Permit permit, Throwable thrown) {
        if (isCancelled(null, thrown)) {
            at.exitCancelled(permit);
        } else {
            at.exit(permit, thrown);
        }
    }

    /** Whether {@code cancel-when} says that the end of a call is no outcome; one that it fails on is (R15). */
    public boolean isCancelled(@Nullable Object result, @Nullable Throwable thrown) {
        Condition condition = cancelWhen;
        if (condition == null || (thrown != null && !cancelsExceptions)) {
            return false;
        }
        return holds(condition, cancelsExceptions ? thrown : result, Doing.CANCEL_WHEN_ON_RESULT, false);
    }

    /** {@code error-when} as it was written. */
    public String errorWhen() {
        return String.valueOf(errorWhen);
    }

    /** Tells the operator something about the method, the first time; never fails. */
    public void sayOnce(String what) {
        if (!said) {
            said = true;
            try {
                log.accept(name + ": " + what);
            } catch (Throwable fault) {
                report(Doing.SAYING_SOMETHING, fault);
            }
        }
    }

    /** Notes a fault that the program does not see (R15). A stack at its end is the program's. Throws nothing. */
    @Override
    public void report(String what, Throwable fault) {
        try {
            if (!isOfStack(fault)) {
                faults.report(where(what), fault);
            }
        } catch (Throwable another) {
            // No room to say it. The program goes on, and that is what matters.
            return;
        }
    }

    /** Without the name where there is no room for it. */
    private String where(String what) {
        try {
            return what + " of " + name;
        } catch (Throwable noRoom) {
            return what;
        }
    }

    /** The JDK wraps it at times. */
    private static boolean isOfStack(Throwable fault) {
        if (fault instanceof StackOverflowError) {
            return true;
        }
        try {
            int[] depth = OwnCalls.begin();
            try {
                return fault.getCause() instanceof StackOverflowError;
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable another) {
            return false;
        }
    }
}
