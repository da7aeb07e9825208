package io.fusebox.agent.call;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.jdk.JdkThreads;
import org.jspecify.annotations.Nullable;

/**
 * A guarded method that takes more than the plain way: what its breaker depends on, what its results and its rejections
 * mean. Subclasses say when a call ends. Safe for use by any thread; keeps its own faults from the application (R15). A
 * {@code ThreadDeath} is no fault: the call is given up, and the death goes on.
 */
public abstract class Site {
    /** What the configuration says. */
    protected final SiteRules rules;

    private final boolean answers;

    /** @param answers whether a rejection has another result than the CircuitOpenException */
    protected Site(SiteRules rules, boolean answers) {
        this.rules = rules;
        this.answers = answers;
    }

    /**
     * A call begins.
     *
     * @param subject what the key is read from
     * @param more what else the subclass asked for
     * @return the token of the call; a {@link CircuitOpenException} if the method is not to run
     * @throws CircuitOpenException if it is to throw that
     */
    public @Nullable Object enter(@Nullable Object subject, @Nullable Object more) {
        Permit permit = null;
        try {
            if (rules.leavesOut(subject)) {
                return null;
            }
            CallGate gate = rules.gate(subject);
            permit = begin(gate);
            return admitted(gate, permit, more);
        } catch (CircuitOpenException rejection) {
            if (answers) {
                return rejection;
            }
            throw rejection;
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            rules.giveUp(permit, fault);
            JdkThreads.passOn(fault);
            return null;
        }
    }

    /** Asks the breaker for a permit. */
    protected Permit begin(CallGate gate) {
        return rules.enter(gate, false);
    }

    /** The token of an admitted call. */
    protected @Nullable Object admitted(CallGate gate, Permit permit, @Nullable Object more) {
        return permit;
    }

    /** A call ends whose result does not matter. Throws nothing but a {@link StackOverflowError}. */
    public void exit(@Nullable Object token, @Nullable Throwable thrown) {
        try {
            CallGate gate = CallGate.of(token);
            if (gate != null && thrown != null && token instanceof Permit permit) {
                rules.exit(gate, permit, thrown);
            } else if (gate != null) {
                gate.exit(token, thrown);
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            rules.giveUp(token, fault);
            JdkThreads.passOn(fault);
        }
    }

    /**
     * A call ends. Throws nothing but a {@link StackOverflowError}.
     *
     * @return what the method returns
     */
    public @Nullable Object exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        try {
            CallGate gate = CallGate.of(token);
            if (gate != null && token instanceof Permit permit) {
                if (thrown != null) {
                    rules.exit(gate, permit, thrown);
                } else {
                    returned(gate, permit, result);
                }
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            rules.giveUp(token, fault);
            JdkThreads.passOn(fault);
        }
        return result;
    }

    /** A counted call's method returned normally. If this throws, the call has not ended and is given up. */
    protected abstract void returned(CallGate gate, Permit permit, @Nullable Object result);

    /**
     * The method did not run.
     *
     * @param type the class that declares it
     * @return what the method returns instead
     * @throws Throwable what the method throws instead
     */
    public @Nullable Object refused(
            CircuitOpenException rejected, Class<?> type, @Nullable Object self, @Nullable Object[] arguments)
            throws Throwable {
        OnOpenAction action = rules.rejection();
        if (action == null) {
            throw rejected;
        }
        return action.answer(rejected, type, self, arguments, rules);
    }
}
