package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.Mode;
import io.fusebox.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to calls that would be rejected (R20). */
class ModeTest extends BreakerTest {
    @Test
    void r20_observeAdmitsWhatItWouldReject() {
        make(settings().mode(Mode.OBSERVE));
        trip();
        succeed(2);
        fail();
        assertState(State.OPEN);
        assertThat(metrics().totalWouldRejectCount()).isEqualTo(3);
        assertThat(metrics().totalRejectedCount()).isZero();
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().totalErrorCount()).isEqualTo(6);
        assertThat(metrics().totalLateCount()).isZero();
        assertThat(metrics().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void r20_observeRunsTheStatesAndWhatItWouldRejectDecidesNothing() {
        make(settings().mode(Mode.OBSERVE).successThreshold(1));
        trip();
        Flight observed = begin();
        Flight probe = firstProbe();
        Flight second = begin();
        fail(second);
        succeed(observed);
        assertState(State.HALF_OPEN);
        assertThat(metrics().consecutiveErrorCount()).isZero();
        succeed(probe);
        assertState(State.CLOSED);
        assertThat(metrics().totalWouldRejectCount()).isEqualTo(2);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r20_observedCallsNestAndAreTimedAndKeepTheirSettings() {
        make(settings().mode(Mode.OBSERVE).slowCallDuration(seconds(1)));
        breaker.transitionToForcedOpen();
        breaker.run(() -> {
            fail(3);
            pass(2);
        });
        assertThat(metrics().totalWouldRejectCount()).isEqualTo(1);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isZero();
        Flight observed = begin();
        breaker.apply(
                settings().ignoreExceptions(List.of("java.io.IOException")).build());
        fail(observed);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
    }

    @Test
    void r20_offCallsPassUntouchedAndUncounted() {
        for (State state : State.values()) {
            make(settings().mode(Mode.OFF));
            moveTo(state);
            succeed(3);
            fail(9);
            breaker.enter().close();
            succeed(begin());
            assertState(state);
            assertThat(metrics().totalSuccessCount()).isZero();
            assertThat(metrics().totalErrorCount()).isZero();
            assertThat(metrics().totalCancelledCount()).isZero();
            assertThat(metrics().totalRejectedCount()).isZero();
            assertThat(metrics().activeCalls()).isZero();
        }
    }

    @Test
    void r20_switchedOffDuringACallItStillEnds() {
        Flight call = begin();
        breaker.run(() -> {
            breaker.apply(settings().mode(Mode.OFF).build());
            fail();
        });
        fail(call);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r20_switchedOnDuringACallItIsStillUncounted() {
        make(settings().mode(Mode.OFF));
        breaker.run(() -> {
            breaker.apply(settings().build());
            fail();
        });
        assertThat(metrics().totalSuccessCount()).isZero();
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
    }

    @Test
    void r20_modesHaveWords() {
        for (Mode mode : Mode.values()) {
            assertThat(Mode.ofWord(" " + mode.name() + " ")).isEqualTo(mode);
            assertThat(Mode.ofWord(mode.word())).isEqualTo(mode);
        }
        assertThat(Mode.OBSERVE.word()).isEqualTo("observe");
        assertThatThrownBy(() -> Mode.ofWord("dry-run"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mode must be enforce, observe or off, was the text 'dry-run'");
    }
}
