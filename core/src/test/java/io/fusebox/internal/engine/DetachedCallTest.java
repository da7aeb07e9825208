package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.Call;
import io.fusebox.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that may end on another thread, or where the stack does. */
class DetachedCallTest extends BreakerTest {

    /** As woven code has them. */
    static final class Woven extends DetachedCall {
        private static final long serialVersionUID = 1L;

        private boolean noRoom;
        private boolean gone;

        Woven(CallGate gate) {
            super(gate, gate.detachable(gate.enter()));
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
        protected String badness(Object result) {
            if (noRoom) {
                throw new StackOverflowError();
            }
            return result == null ? "result == null" : null;
        }
    }

    private Woven woven() {
        return new Woven(breaker.gate());
    }

    @Test
    void r06_anEndThatFindsNoRoomToTellTheStateMachineCountsAndLeavesItsSlotToOthers() {
        make(settings().halfOpenCapacity(1));
        breaker.transitionToHalfOpen();
        Call probe = breaker.enter();
        environment.meanwhile(DetachedCallTest::overflow);
        probe.success();
        probe.success();
        assertThat(metrics().activeCalls()).isZero();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        succeed();
        assertState(State.CLOSED);
        environment.deliverNews();
        assertThat(metrics().totalCancelledCount()).isZero();
    }

    @Test
    void r06_anEndThatFoundNoRoomToBeginWithIsTheNextOne() {
        Woven call = woven();
        call.noRoom = true;
        call.end("result");
        assertThat(call.get()).isFalse();
        call.noRoom = false;
        call.end("result");
        environment.deliverNews();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalCancelledCount()).isZero();
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r06_oneThatNobodyEndsAfterThatIsCancelled() {
        Woven call = woven();
        call.noRoom = true;
        call.end("result");
        environment.deliverNews();
        call.noRoom = false;
        call.end("result");
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isZero();
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r10_aBadResultIsAnError() {
        woven().end(null);
        woven().end("good");
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().lastErrorMessage()).contains("result == null");
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r14_aWovenCallThatIsLostEndsAsCancelledWithItsSlot() {
        breaker.transitionToHalfOpen();
        Woven lost = woven();
        assertThat(CallGate.isNested(breaker.gate().enter())).isTrue();
        assertThat(breaker.gate().cancelLost()).isTrue();
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
        lost.fail(new IllegalStateException());
        assertThat(metrics().totalErrorCount()).isZero();
        succeed(2);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.gate().cancelLost()).isFalse();
    }

    @Test
    void r14_oneThatWasLetOutOnlyLosesItsMark() {
        Woven call = woven();
        call.gone = true;
        assertThat(breaker.gate().cancelLost()).isTrue();
        assertThat(metrics().activeCalls()).isEqualTo(1);
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        call.end("result");
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r14_aCallInBlockFormIsNeverLost() {
        Call call = breaker.enter();
        assertThat(breaker.gate().cancelLost()).isFalse();
        succeed();
        assertThat(metrics().activeCalls()).isEqualTo(1);
        call.success();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void r14_aWovenCallIsForgottenWhenTheAgentGoes(boolean lasting) {
        if (lasting) {
            woven();
        } else {
            breaker.gate().enter();
        }
        breaker.forgetWovenCalls();
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r14_aCallInBlockFormIsNotForgottenWhenTheAgentGoes() {
        try (Call call = breaker.enter()) {
            breaker.forgetWovenCalls();
            succeed();
            assertThat(metrics().totalSuccessCount()).isZero();
            call.success();
        }
    }

    private static void overflow() {
        throw new StackOverflowError();
    }
}
