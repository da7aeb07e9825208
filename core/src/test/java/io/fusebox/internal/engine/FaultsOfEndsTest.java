package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.Call;
import io.fusebox.Mode;
import io.fusebox.State;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Ends of detached calls: what woven code adds to them may fail (R15), and each call ends once (R6). */
class FaultsOfEndsTest extends BreakerTest {
    /** A call as woven code has it, whose parts may fail. */
    static final class Woven extends DetachedCall {
        private static final long serialVersionUID = 1L;

        private final transient CallGate gate;
        private boolean judgingFails;
        private boolean leavingFails;
        private boolean cancelled;
        private boolean gone;

        Woven(CallGate gate) {
            super(gate, gate.detachable(gate.enter()));
            this.gate = gate;
            gate.attach(this);
        }

        @Override
        protected boolean isWoven() {
            return true;
        }

        @Override
        protected boolean isInside() {
            return !gone;
        }

        @Override
        protected void leave() {
            if (leavingFails) {
                throw new IllegalStateException("leaving");
            }
            super.leave();
        }

        @Override
        protected String badness(Object result) {
            if (judgingFails) {
                throw new IllegalStateException("judging");
            }
            return "bad".equals(result) ? "result == \"bad\"" : null;
        }

        @Override
        protected boolean isCancelled(Object end, boolean failed) {
            if (judgingFails) {
                throw new IllegalStateException("judging");
            }
            return cancelled;
        }
    }

    private Woven woven() {
        return new Woven(breaker.gate());
    }

    @Test
    void r15_anEndThatCannotBeJudgedIsAnOutcomeAndNoBadOne() {
        Woven call = woven();
        call.judgingFails = true;
        call.end("bad");
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(environment.takeFaults())
                .hasSize(2)
                .allMatch(fault -> fault.endsWith("java.lang.IllegalStateException: judging"));
        Woven failing = woven();
        failing.judgingFails = true;
        failing.fail(new java.io.IOException("down"));
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(environment.takeFaults()).hasSize(1);
    }

    @Test
    void r06_r15_aThreadThatCannotBeLetOutIsReportedAndTheCallHasEnded() {
        Woven call = woven();
        call.leavingFails = true;
        call.end("good");
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
        assertThat(environment.takeFaults())
                .singleElement()
                .asString()
                .endsWith("java.lang.IllegalStateException: leaving");
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r06_theFirstEndCountsAndSaysSo() {
        Woven call = woven();
        assertThat(call.end(DetachedCall.RESULT, "bad", 0)).isTrue();
        assertThat(call.end(DetachedCall.RESULT, "good", 0)).isFalse();
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isZero();
        Woven given = woven();
        given.cancelled = true;
        given.end("bad");
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
    }

    @Test
    void r14_aThreadGoesOnWithACallThatItHadLeft() {
        CallGate gate = breaker.gate();
        Woven call = woven();
        assertThat(call.isOf(gate)).isTrue();
        assertThat(call.isOf(environment.breaker(settings().build()).gate())).isFalse();
        assertThat(call.resume()).as("it is inside").isFalse();
        call.leave();
        assertThat(call.resume()).isTrue();
        assertThat(CallGate.isNested(gate.enter())).isTrue();
        call.end("good");
        assertThat(call.resume()).as("it has ended").isFalse();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r06_aLostCallIsCancelledIfItsThreadWasStillInside() {
        Woven inside = woven();
        inside.loseItsThread();
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        Woven gone = woven();
        gone.gone = true;
        gone.loseItsThread();
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isEqualTo(1);
        gone.end("good");
    }

    @Test
    void r06_aStageThatHasEndedAndTellsNobodyEndsTheCallAsCancelled() {
        class Silent extends CompletableFuture<String> {
            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> told) {
                return CompletableFuture.completedFuture("over");
            }
        }
        Woven call = woven();
        call.waitFor(new Silent());
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r09_r15_aCallThatCannotBeFollowedIsCancelledAndReported() {
        CallGate gate = breaker.gate();
        gate.exitCancelled(gate.enter(), new IllegalStateException("following"));
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
        assertThat(environment.takeFaults())
                .singleElement()
                .asString()
                .endsWith("java.lang.IllegalStateException: following");
        gate.exitCancelled(gate.enter());
        assertThat(metrics().totalCancelledCount()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("removal") // Threads of the program may still die so.
    void r15_theDeathOfAThreadIsPassedOn() {
        assertThatThrownBy(() -> breaker.gate().report("ending a call of", new ThreadDeath()))
                .isInstanceOf(ThreadDeath.class);
        Woven call = woven();
        CallGate gate = call.gate;
        class Dying extends DetachedCall {
            private static final long serialVersionUID = 1L;

            Dying() {
                super(gate, gate.detachable(gate.enter()));
            }

            @Override
            protected boolean isWoven() {
                return true;
            }

            @Override
            protected void leave() {
                throw new ThreadDeath();
            }
        }
        call.end("good");
        assertThatThrownBy(() -> new Dying().end("good")).isInstanceOf(ThreadDeath.class);
        assertThat(metrics().totalSuccessCount()).as("counted first").isEqualTo(2);
        gate.counters.leave(gate.counters.own());
    }

    @Test
    void r20_aGateSaysWhetherItsBreakerIsOff() {
        assertThat(breaker.gate().isOff()).isFalse();
        make(settings().mode(Mode.OFF));
        assertThat(breaker.gate().isOff()).isTrue();
        assertThat(BlockCall.detach(breaker.gate(), breaker.gate().enter())).isNull();
    }

    @Test
    void r10_aFailureWithoutAnExceptionIsAnErrorAllTheSame() {
        try (Call call = breaker.enter()) {
            call.failure(null);
        }
        assertThat(metrics().lastErrorMessage()).contains("failure without an exception");
        assertState(State.CLOSED);
    }

    @Test
    void r14_aThreadKnowsWhetherItIsInCodeThatFuseboxCalls() throws InterruptedException {
        boolean[] known = new boolean[3];
        Thread thread = new Thread(() -> {
            known[0] = OwnCalls.areGoingOn();
            int[] depth = OwnCalls.begin();
            known[1] = OwnCalls.areGoingOn();
            depth[OwnCalls.AT]--;
            known[2] = OwnCalls.areGoingOn();
        });
        thread.start();
        thread.join();
        assertThat(known).containsExactly(false, true, false);
    }

    @Test
    void r14_aThreadWithoutMarksHasNothingToTakeAway() throws InterruptedException {
        CallGate gate = breaker.gate();
        Woven call = woven();
        Throwable[] thrown = new Throwable[1];
        Thread other = new Thread(() -> {
            try {
                Nesting.remove(gate.counters);
                Nesting.replace(gate.counters, call);
                Nesting.remove(call);
            } catch (Throwable any) {
                thrown[0] = any;
            }
        });
        other.start();
        other.join();
        assertThat(thrown[0]).isNull();
        call.end("good");
    }
}
