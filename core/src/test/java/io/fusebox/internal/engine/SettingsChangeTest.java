package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** New settings for a breaker at work (R17). */
class SettingsChangeTest extends BreakerTest {
    private void apply(CircuitBreakerSettings.Builder settings) {
        breaker.apply(settings.build());
    }

    @Test
    void r17_stateCountersAndTotalsStay() {
        succeed(2);
        fail(3);
        apply(settings().errorThreshold(4));
        assertThat(breaker.settings().errorThreshold()).hasValue(4);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(3);
        assertThat(metrics().totalErrorCount()).isEqualTo(3);
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().recentTransitions()).isEmpty();
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r17_aWaitThatHasBegunKeepsItsEnd() {
        trip();
        pass(10);
        apply(settings().resetTimeout(seconds(5)));
        assertThat(metrics().retryAfter()).contains(seconds(20));
        fail(firstProbe());
        assertThat(metrics().retryAfter()).contains(seconds(5));
    }

    @Test
    void r17_probesInFlightStayAndEndUnderTheSettingsTheyWereAdmittedWith() {
        make(settings().halfOpenCapacity(2).successThreshold(2));
        trip();
        succeed(firstProbe());
        Flight probe = begin();
        apply(settings().halfOpenCapacity(1).successThreshold(9).probeTimeout(seconds(1)));
        reject();
        pass(2);
        assertState(State.HALF_OPEN);
        succeed(probe);
        assertState(State.CLOSED);
    }

    @Test
    void r17_aLeaseThatRanOutBeforeTheChangeIsJudgedByTheSettingsOfThen() {
        trip();
        firstProbe();
        pass(31);
        apply(settings().resetTimeout(seconds(300)));
        assertState(State.OPEN);
        assertThat(metrics().retryAfter()).contains(seconds(29));
    }

    @Test
    void r17_callsInFlightEndUnderTheExceptionListsTheyWereAdmittedWith() {
        Flight call = begin();
        apply(settings().ignoreExceptions(List.of("java.io.IOException")));
        fail(call);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        fail(begin());
        assertThat(metrics().totalIgnoredCount()).isEqualTo(1);
    }

    @Test
    void r17_anOverrideStays() {
        for (State forced : new State[] {State.FORCED_OPEN, State.FORCED_CLOSED}) {
            make(settings());
            moveTo(forced);
            apply(settings().errorThreshold(1));
            assertState(forced);
            assertThat(breaker.settings().errorThreshold()).hasValue(1);
        }
    }

    private static CircuitBreakerSettings.Builder rates(Window window) {
        return settings()
                .noErrorThreshold()
                .errorRateThreshold(100)
                .minimumCalls(1)
                .window(window);
    }

    @Test
    void r17_aWindowOfCallsKeepsItsNewestOutcomes() {
        make(rates(new Window.Calls(4)));
        succeed();
        ignore();
        breaker.apply(rates(new Window.Calls(8)).errorRateThreshold(50).build());
        fail();
        assertThat(metrics().errorRatePercent().orElseThrow()).isBetween(33.3, 33.4);
        apply(rates(new Window.Calls(2)));
        assertThat(metrics().errorRatePercent()).hasValue(50);
    }

    @Test
    void r17_aWindowOfTheSameTimeIsKeptOneOfAnotherBeginsAnew() {
        make(rates(new Window.Time(seconds(10))));
        succeed();
        fail();
        apply(rates(new Window.Time(seconds(10))).successThreshold(7));
        assertThat(metrics().errorRatePercent()).hasValue(50);
        apply(rates(new Window.Time(seconds(20))));
        assertThat(metrics().errorRatePercent()).isEmpty();
        succeed();
        apply(rates(new Window.Calls(5)));
        assertThat(metrics().errorRatePercent()).isEmpty();
    }

    @Test
    void r17_ratesMayBeSwitchedOnAndOff() {
        succeed(3);
        apply(rates(new Window.Calls(5)));
        assertThat(metrics().errorRatePercent()).isEmpty();
        succeed();
        assertThat(metrics().errorRatePercent()).hasValue(0);
        apply(settings().window(new Window.Calls(5)));
        assertThat(metrics().errorRatePercent()).isEmpty();
        apply(rates(new Window.Calls(5)));
        assertThat(metrics().errorRatePercent()).isEmpty();
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(4);
    }

    /** Such a call has not asked for the time when it ends; the window does. */
    @Test
    void r17_callsFromBeforeAWindowOfTimeCountInItWhenTheyEnd() {
        Flight first = begin();
        Flight second = begin();
        apply(rates(new Window.Time(seconds(10))).minimumCalls(2));
        pass(3);
        succeed(first);
        succeed(second);
        assertThat(metrics().errorRatePercent()).hasValue(0);
        pass(8);
        fail();
        assertThat(metrics().errorRatePercent()).hasValue(100.0 / 3);
        pass(2);
        assertThat(metrics().errorRatePercent()).isEmpty();
        assertState(State.CLOSED);
    }

    @Test
    void r17_whetherACallIsSlowIsUpToTheSettingsItWasAdmittedWith() {
        make(settings().slowCallDuration(seconds(1)));
        Flight slow = begin();
        apply(settings().slowCallDuration(seconds(10)));
        Flight quick = begin();
        apply(settings());
        Flight untimed = begin();
        pass(5);
        apply(settings().slowCallDuration(seconds(1)));
        succeed(untimed);
        succeed(quick);
        assertThat(metrics().totalSlowCount()).isZero();
        succeed(slow);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
    }
}
