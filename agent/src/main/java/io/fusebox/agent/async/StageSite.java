package io.fusebox.agent.async;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.member.Doing;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.agent.call.onopen.ReturnedValue;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.engine.Permit;
import io.fusebox.internal.engine.WatchedCalls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A method that returns a {@link CompletionStage}: its call ends when the stage does. The caller gets the very stage.
 *
 * <p>The thread leaves the call when the stage will tell its end: if it finds no room on the stack before that, the call is
 * still its own, and ended like any other whose end was lost.
 */
public final class StageSite extends Site {
    static {
        Initialised.classes(EndedFuture.class, DetachedCall.class, WatchedCalls.class);
    }

    private final boolean fails;

    /** @param fails whether a rejection is a failed stage, rather than thrown: if the declared type allows it */
    public StageSite(SiteRules rules, boolean fails) {
        super(rules, fails || rules.rejection() != null);
        this.fails = fails;
    }

    @Override
    protected Permit begin(CallGate gate) {
        WatchedCalls.endUnseen(gate);
        return super.begin(gate);
    }

    @Override
    protected void returned(CallGate gate, Permit permit, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            waitFor(gate, permit, stage);
        } else if (result instanceof Future<?> future) {
            endWith(gate, permit, future);
        } else {
            rules.exit(gate, permit, result);
        }
    }

    private void waitFor(CallGate gate, Permit permit, CompletionStage<?> stage) {
        if (stage.getClass() == CompletableFuture.class && hasSucceeded((CompletableFuture<?>) stage)) {
            // Nothing to wait for: it takes no room in the heap to say so.
            rules.exit(gate, permit, ((CompletableFuture<?>) stage).getNow(null));
            return;
        }
        AsyncCall call = rules.detach(gate, permit);
        if (call == null) {
            return;
        }
        try {
            call.waitFor(stage);
            call.leave();
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            call.giveUp(Doing.WAITING_FOR_STAGE, fault);
        }
    }

    private static boolean hasSucceeded(CompletableFuture<?> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** A future that is no stage says nothing when it ends: what it does not hold by now is not waited for. */
    private void endWith(CallGate gate, Permit permit, Future<?> future) {
        Object value = null;
        try {
            if (EndedFuture.isDone(future)) {
                value = EndedFuture.result(future);
            } else {
                rules.sayOnce(
                        "the future that it returned was not done yet and does not tell when it is: its calls end when"
                                + " the method returns; let it return a CompletableFuture, or guard the method that does the work");
                gate.exit(permit, null);
                return;
            }
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable thrown) {
            gate.exit(permit, thrown);
            return;
        }
        rules.exit(gate, permit, value);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It becomes the method's own result.
    public @Nullable Object refused(
            CircuitOpenException rejected, Class<?> type, @Nullable Object self, @Nullable Object[] arguments)
            throws Throwable {
        if (!fails || rules.callsInstead()) {
            return super.refused(rejected, type, self, arguments);
        }
        try {
            return rules.rejection() instanceof ReturnedValue literal
                    ? CompletableFuture.completedFuture(literal.value())
                    : CompletableFuture.failedFuture(rules.exception(rejected, type));
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            rules.report(Doing.ON_OPEN, fault);
            throw rejected;
        }
    }
}
