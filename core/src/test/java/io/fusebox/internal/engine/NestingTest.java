package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.Call;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.internal.registry.Breaker;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call inside a call of the same breaker on the same thread is part of it (R14). */
class NestingTest extends BreakerTest {
    @Test
    void r14_anInnerCallIsNotCounted() {
        breaker.run(() -> {
            fail(10);
            succeed(3);
        });
        assertState(State.CLOSED);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isZero();
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r14_anInnerCallIsNotRejectedWhateverTheState() {
        for (State state : State.values()) {
            make(settings());
            breaker.run(() -> {
                moveTo(state);
                succeed();
                assertThat(metrics().totalRejectedCount()).isZero();
                assertThat(metrics().activeCalls()).isEqualTo(1);
            });
            assertState(state);
        }
    }

    @Test
    void r14_aProbeDoesNotRejectItself() {
        make(settings().successThreshold(1));
        trip();
        pass(30);
        breaker.run(this::succeed);
        assertState(State.CLOSED);
        assertThat(metrics().totalRejectedCount()).isZero();
    }

    @Test
    void r14_theErrorOfACallThatDelegatesIsOneError() {
        IOException thrown = new IOException("refused");
        try {
            breaker.call(() -> breaker.call(() -> {
                throw thrown;
            }));
        } catch (IOException out) {
            assertThat(out).isSameAs(thrown);
        }
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
    }

    @Test
    void r14_everyFormNestsInEveryForm() {
        try (Call outer = breaker.enter()) {
            succeed();
            begin();
            try (Call inner = breaker.enter()) {
                inner.failure(new IOException("part of the outer call"));
            }
            succeed();
            outer.success();
        }
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
        assertThat(breaker.get(() -> breaker.<String, RuntimeException>call(() -> "in")))
                .isEqualTo("in");
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r14_afterTheOuterCallTheNextOneCounts() {
        for (int i = 0; i < 3; i++) {
            breaker.run(this::succeed);
            fail();
            breaker.enter().close();
        }
        assertThat(metrics().totalSuccessCount()).isEqualTo(3);
        assertThat(metrics().totalErrorCount()).isEqualTo(3);
        assertThat(metrics().totalCancelledCount()).isEqualTo(3);
    }

    @Test
    void r14_anAsynchronousCallIsOverForItsThreadWhenTheStageIsReturned() {
        Flight one = begin();
        Flight two = begin();
        succeed();
        assertThat(metrics().activeCalls()).isEqualTo(2);
        succeed(one);
        succeed(two);
        assertThat(metrics().totalSuccessCount()).isEqualTo(3);
    }

    @Test
    void r14_anotherBreakerIsAnotherMatter() {
        Breaker inner = environment.breaker(settings().build());
        breaker.run(() -> inner.run(() -> {}));
        assertThat(inner.metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r14_anotherThreadIsAnotherCall() throws Exception {
        breaker.run(() -> onAnotherThread(this::succeed));
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r14_aBlockEndedByAnotherThreadLetsItsOwnOut() {
        Call call = breaker.enter();
        succeed();
        assertThat(metrics().totalSuccessCount()).isZero();
        onAnotherThread(call::success);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        breaker.run(() -> {
            fail();
            call.close();
            fail();
        });
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().totalErrorCount()).isZero();
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r14_afterABlockEndedByAnotherThreadEveryCallOfItsOwnMayBeRejected() {
        Call call = breaker.enter();
        onAnotherThread(call::success);
        breaker.transitionToForcedOpen();
        reject();
        reject();
        assertThat(metrics().totalRejectedCount()).isEqualTo(2);
    }

    @Test
    void r14_aBlockEndedWhileItsThreadIsInsideAnotherCallDisturbsNothing() {
        Call first = breaker.enter();
        onAnotherThread(first::success);
        Call second = breaker.enter();
        first.close();
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        second.failure(new IOException("refused"));
        succeed();
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r06_aCallWhoseEndWasLostEndsAsCancelled() {
        breaker.gate().enter();
        succeed();
        assertThat(metrics().activeCalls()).as("taken for nested").isEqualTo(1);
        assertThat(breaker.gate().cancelLost()).isTrue();
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(breaker.gate().cancelLost()).as("there is none").isFalse();
        try (Call block = breaker.enter()) {
            assertThat(breaker.gate().cancelLost()).as("a block ends otherwise").isFalse();
            succeed();
            block.success();
        }
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
    }

    @Test
    void r14_whenTheAgentGoesWovenCallsUnderWayAreForgottenAndBlocksAreNot() {
        breaker.gate().enter();
        succeed();
        assertThat(metrics().totalSuccessCount()).as("nested").isZero();
        breaker.forgetWovenCalls();
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        try (Call block = breaker.enter()) {
            breaker.forgetWovenCalls();
            succeed();
            assertThat(metrics().totalSuccessCount()).as("nested").isEqualTo(1);
            block.success();
        }
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r14_aGateSaysWhichPermitIsNestedAndWhoseItIs() {
        CallGate gate = breaker.gate();
        Permit outer = gate.enter();
        Permit inner = gate.enter();
        assertThat(CallGate.isNested(outer)).isFalse();
        assertThat(CallGate.isNested(inner)).isTrue();
        gate.exit(inner, null);
        gate.exit(outer, null);
        assertThat(gate.breaker()).isEqualTo("payments");
        CallGate keyed = new Breaker(
                        new BreakerId("http", Optional.of("acme.com")),
                        settings().build(),
                        environment,
                        environment.events)
                .gate();
        assertThat(keyed.breaker()).isEqualTo("http");
        assertThat(keyed).hasToString("http[acme.com]");
    }

    @Test
    void r06_aPermitKnowsTheGateWhereItsCallEnds() {
        assertThat(CallGate.of(breaker.gate().enter())).isSameAs(breaker.gate());
        assertThat(CallGate.of(breaker.gate().enter())).as("nested").isNull();
        make(settings());
        breaker.transitionToHalfOpen();
        assertThat(CallGate.of(breaker.gate().enter())).isSameAs(breaker.gate());
        make(settings().mode(Mode.OBSERVE));
        breaker.transitionToForcedOpen();
        assertThat(CallGate.of(breaker.gate().enter())).isSameAs(breaker.gate());
        make(settings().slowCallDuration(seconds(1)));
        assertThat(CallGate.of(breaker.gate().detach(breaker.gate().enter()))).isSameAs(breaker.gate());
        make(settings().mode(Mode.OFF));
        assertThat(CallGate.of(breaker.gate().enter())).as("uncounted").isNull();
        assertThat(CallGate.of("nobody's call")).isNull();
    }

    @Test
    void r12_aPermitThatLastsKnowsWhenItsCallBeganWhateverItsThreadDoesNext() {
        make(settings().slowCallDuration(seconds(1)));
        CallGate gate = breaker.gate();
        Permit permit = gate.enter();
        Permit lasting = gate.detachable(permit);
        gate.counters.leave(gate.counters.own());
        pass(0.5);
        succeed();
        pass(0.6);
        assertThat(metrics().totalSlowCount()).isZero();
        gate.end(lasting, null);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
    }

    private static void onAnotherThread(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
