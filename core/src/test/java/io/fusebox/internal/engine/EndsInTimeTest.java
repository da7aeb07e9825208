package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Ends that come unseen, beside others, or with the death of their thread: each call ends once, at its time (R6, R15). */
class EndsInTimeTest extends BreakerTest {
    /** A call as woven code has it. */
    static final class Woven extends DetachedCall {
        private static final long serialVersionUID = 1L;

        private transient Runnable judging = () -> {};
        private boolean failuresAreCancelled;

        Woven(CallGate gate) {
            super(gate, gate.detachable(gate.enter()));
            gate.attach(this);
        }

        @Override
        protected boolean isWoven() {
            return true;
        }

        @Override
        protected String badness(Object result) {
            judging.run();
            return null;
        }

        @Override
        protected boolean isCancelled(Object end, boolean failed) {
            if (failed) {
                judging.run();
            }
            return failed && failuresAreCancelled;
        }
    }

    /** A stage that tells nobody that it has ended but those who ask. */
    private static final class Silent extends CompletableFuture<String> {
        @Override
        public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> told) {
            return told instanceof UnseenEnd ? super.whenComplete(told) : this;
        }
    }

    private Woven woven() {
        return new Woven(breaker.gate());
    }

    private static CircuitBreakerSettings.Builder timed() {
        return settings().slowCallDuration(seconds(2));
    }

    // ---- ends that come unseen ----

    private void assertSlowIfLastSeenAfter(double secondsUnderWay, int slow) {
        make(timed());
        Woven call = woven();
        Silent stage = new Silent();
        call.waitFor(stage);
        pass(secondsUnderWay);
        assertThat(call.endUnseen()).isFalse();
        stage.complete("done");
        pass(60);
        assertThat(call.endUnseen()).isTrue();
        assertThat(call.endUnseen()).as("it ends once").isFalse();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalSlowCount()).isEqualTo(slow);
    }

    @Test
    void r12_anUnseenEndCountsAsOfTheLastLook() {
        assertSlowIfLastSeenAfter(3, 1);
        assertSlowIfLastSeenAfter(2, 0);
    }

    @Test
    void r06_anUnseenEndBesideAnotherOneIsNoEnd() {
        make(timed());
        Woven call = woven();
        Silent stage = new Silent();
        call.waitFor(stage);
        stage.complete("done");
        environment.meanwhile(() -> call.fail(new IOException("refused")));
        assertThat(call.endUnseen()).isFalse();
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isZero();
    }

    @Test
    void r15_aLookAtACallThatFailsIsReported() {
        make(settings().probeTimeout(seconds(5)));
        breaker.transitionToHalfOpen();
        Woven probe = woven();
        probe.waitFor(new Silent());
        environment.clockFault = new IllegalStateException("no clock");
        probe.look(null);
        environment.clockFault = null;
        assertThat(environment.takeFaults())
                .containsExactly(
                        "asking a stage of payments: java.lang.IllegalStateException: no clock",
                        "looking at a call of payments: java.lang.IllegalStateException: no clock");
        probe.end("good");
    }

    // ---- other ends ----

    @Test
    void r09_whetherAnEndIsAnOutcomeDependsOnWhetherItIsAFailure() {
        Woven good = woven();
        good.failuresAreCancelled = true;
        good.end("good");
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        Woven failed = woven();
        failed.failuresAreCancelled = true;
        failed.fail(new IOException("refused"));
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isZero();
    }

    @Test
    void r06_aBlockThatLosesItsThreadIsCancelled() {
        BlockCall call = (BlockCall) BlockCall.enter(breaker.gate());
        call.loseItsThread();
        assertThat(call.isEnded()).isTrue();
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    // ---- the death of a thread ----

    @SuppressWarnings("removal") // Threads of the program may still die so.
    private static void die() {
        throw new ThreadDeath();
    }

    @SuppressWarnings("removal")
    private static void assertDies(Runnable what) {
        assertThatThrownBy(what::run).isInstanceOf(ThreadDeath.class);
    }

    private void assertCancelledByADeath(Consumer<Woven> end) {
        make(settings());
        Woven call = woven();
        call.judging = EndsInTimeTest::die;
        assertDies(() -> end.accept(call));
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r06_r15_aThreadThatDiesWhileAnEndIsJudgedHasItsCallCancelled() {
        assertCancelledByADeath(call -> call.end("good"));
        assertCancelledByADeath(call -> call.fail(new IOException("refused")));
    }

    @Test
    void r15_aThreadThatDiesWhileItsCallIsCountedDies() {
        make(timed());
        Woven call = woven();
        environment.meanwhile(EndsInTimeTest::die);
        assertDies(() -> call.end("good"));
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r15_aThreadThatDiesWhileItMakesUpForALostEndDies() {
        make(timed());
        Woven call = woven();
        call.judging = () -> {
            throw new StackOverflowError();
        };
        synchronized (DetachedCall.LOST) { // Another registry's thread may not make up for it.
            call.end("good");
            environment.meanwhile(EndsInTimeTest::die);
            assertDies(DetachedCall::makeUpForLost);
        }
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    // ---- changes of state ----

    private StateMachine machine(Runnable onChange) {
        return new StateMachine(BreakerId.of("orders"), settings().build(), environment, new CallCounters(1), onChange);
    }

    @Test
    void r15_aChangeWhoseNewsAreLostHasHappened() {
        StateMachine machine = machine(() -> {
            throw new IllegalStateException("no news");
        });
        machine.move(State.OPEN, null, false);
        assertThat(machine.state()).isEqualTo(State.OPEN);
        assertThat(environment.takeFaults())
                .containsExactly("telling a change of orders: java.lang.IllegalStateException: no news");
    }

    @Test
    void r15_aThreadThatDiesWhileItTellsAChangeDies() {
        StateMachine machine = machine(EndsInTimeTest::die);
        assertDies(() -> machine.move(State.OPEN, null, false));
        assertThat(machine.state()).isEqualTo(State.OPEN);
    }

    @Test
    void r17_r26_whatTheFileForcedIsTakenBackBesideNewSettings() {
        breaker.machine().move(State.FORCED_OPEN, null, true);
        environment.meanwhile(() -> breaker.apply(settings().errorThreshold(7).build()));
        breaker.machine().takeBackForced();
        assertState(State.CLOSED);
        assertThat(breaker.settings().errorThreshold()).hasValue(7);
    }

    // ---- settings that change ----

    @Test
    void r17_r24_theErrorsBeforeTheExpiryWasSwitchedOnAreNotOlderThanThat() {
        make(settings().errorThreshold(3));
        fail(2);
        breaker.apply(settings().errorThreshold(3).errorExpiry(seconds(10)).build());
        fail();
        assertState(State.OPEN);
    }
}
