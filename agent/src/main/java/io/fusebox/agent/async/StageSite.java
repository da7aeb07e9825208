package io.fusebox.agent.async;

import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.AsyncCall;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.onopen.OnOpenAction;
import io.fusebox.agent.call.onopen.ReturnedValue;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.engine.Permit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A method that returns a {@link CompletionStage}: its call ends when the stage does. The caller gets the very stage.
 *
 * <p>The thread leaves the call when the stage will tell its end: if it finds no room on the stack before that, the call is
 * still its own, and ended like any other whose end was lost.
 */
public final class StageSite extends Site {
    private final boolean fails;

    /** @param fails whether a rejection is a failed stage, rather than thrown: if the declared type allows it */
    public StageSite(SiteRules rules, boolean fails) {
        super(rules);
        this.fails = fails;
    }

    @Override
    protected Permit begin(CallGate gate) {
        gate.endUnseen();
        return super.begin(gate);
    }

    @Override
    public boolean answersRejections() {
        return fails || super.answersRejections();
    }

    @Override
    protected @Nullable Object returned(CallGate gate, Permit permit, @Nullable Object result) {
        if (!(result instanceof CompletionStage<?> stage)) {
            // It ends here, and what it will come to is not known.
            gate.exit(permit, null);
            return result;
        }
        AsyncCall call = new AsyncCall(rules, gate, permit);
        try {
            call.waitFor(stage);
        } catch (StackOverflowError noRoom) {
            throw noRoom;
        } catch (Throwable fault) {
            call.cancel();
            rules.fault("waiting for the stage", fault);
        }
        call.leave();
        return result;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It becomes the method's own result.
    protected @Nullable Object answer(
            CircuitOpenException rejected, Class<?> type, @Nullable Object self, @Nullable Object[] arguments)
            throws Throwable {
        OnOpenAction rejection = rules.rejection();
        if (fails && rejection instanceof ReturnedValue literal) {
            return CompletableFuture.completedFuture(literal.value());
        }
        if (fails && !rules.callsInstead()) {
            return CompletableFuture.failedFuture(rules.exception(rejected, type));
        }
        return super.answer(rejected, type, self, arguments);
    }
}
