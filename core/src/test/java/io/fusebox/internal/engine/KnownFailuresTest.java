package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.State;
import io.fusebox.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What well-known breakers get wrong. Each test is named after a failure that was seen in a released breaker or read in
 * its source, and fails on a breaker built that way. Those that need threads to be seen are in {@link ThreadsTest} too.
 */
class KnownFailuresTest extends BreakerTest {
    @Test
    void r05_aCallFromClosedEndsInHalfOpenAndClosesWithoutAProbe() {
        make(settings().successThreshold(1));
        List<Flight> late = List.of(begin(), begin(), begin());
        trip();
        firstProbe();
        late.forEach(BreakerTest::succeed);
        assertState(State.HALF_OPEN);
    }

    @Test
    void r05_r06_fiveLateIgnoredCallsTurnOnePermitIntoSix() {
        List<Flight> late = List.of(begin(), begin(), begin(), begin(), begin());
        trip();
        firstProbe();
        late.forEach(BreakerTest::ignore);
        for (int i = 0; i < 6; i++) {
            reject();
        }
    }

    @Test
    void r05_r06_aCapacityOfTenAdmitsFifteen() {
        make(settings().halfOpenCapacity(10));
        List<Flight> late = List.of(begin(), begin(), begin(), begin(), begin());
        trip();
        firstProbe();
        late.forEach(BreakerTest::succeed);
        for (int i = 1; i < 10; i++) {
            begin();
        }
        reject();
        assertThat(metrics().activeCalls()).isEqualTo(10);
    }

    @Test
    void r06_r10_anErrorThrownByAProbeKeepsItsSlotForEver() {
        trip();
        pass(30);
        fail(new AssertionError("thrown by the probe"));
        assertState(State.OPEN);
        pass(30);
        succeed(2);
        assertState(State.CLOSED);
    }

    @Test
    void r10_fiftyErrorsOfClassErrorCountAsNothing() {
        make(settings().errorThreshold(50));
        for (int i = 0; i < 50; i++) {
            fail(new NoClassDefFoundError("io/missing/Thing"));
        }
        assertState(State.OPEN);
    }

    @Test
    void r07_aProbeThatNeverReturnsMakesHalfOpenLastForEver() {
        trip();
        firstProbe();
        pass(60);
        succeed(2);
        assertState(State.CLOSED);
    }

    @Test
    void r04_anOldTimerReopensAForcedBreaker() {
        trip();
        breaker.transitionToForcedOpen();
        pass(31);
        reject();
        assertState(State.FORCED_OPEN);
        breaker.transitionToOpen(seconds(1));
        breaker.transitionToForcedClosed();
        pass(2);
        succeed();
        assertState(State.FORCED_CLOSED);
    }

    @Test
    void r04_anOverrideIsLostToACallThatIsJustEnding() {
        make(settings().errorThreshold(1).slowCallDuration(seconds(1)));
        for (State forced : new State[] {State.FORCED_OPEN, State.FORCED_CLOSED}) {
            breaker.transitionToClosed();
            Flight call = begin();
            environment.meanwhile(() -> moveTo(forced));
            fail(call);
            assertState(forced);
            assertThat(metrics().openCount()).isZero();
        }
        assertThat(metrics().totalLateCount()).isEqualTo(2);
    }

    @Test
    void r04_anOverrideIsLostToACallThatIsJustAdmitted() {
        breaker.transitionToOpen();
        pass(30);
        environment.meanwhile(breaker::transitionToForcedOpen);
        reject();
        assertState(State.FORCED_OPEN);
    }

    @Test
    void r02_aStaleThreadHalfOpensAgainAndSkipsTheWait() {
        make(settings().successThreshold(9));
        trip();
        pass(30);
        // This thread has seen that the wait is over; before it goes on, another one probes, fails and opens again.
        environment.meanwhile(this::fail);
        assertThat(reject().retryAfter()).isEqualTo(seconds(30));
        assertState(State.OPEN);
        assertThat(metrics().openCount()).isEqualTo(2);
    }

    @Test
    void r02_twoThreadsThatComeAfterTheWaitBecomeTheFirstProbeBoth() {
        trip();
        pass(30);
        List<Flight> other = new ArrayList<>();
        environment.meanwhile(() -> other.add(begin()));
        reject();
        assertThat(other).hasSize(1);
        assertThat(metrics().activeCalls()).isEqualTo(1);
    }

    @Test
    void r02_openIsSeenBeforeItsDeadline() {
        // A look at the clock happens while the breaker trips: there it is not open yet, afterwards it has its
        // deadline.
        make(settings().errorThreshold(1));
        environment.meanwhile(() -> {
            assertState(State.CLOSED);
            assertThat(metrics().retryAfter()).isEmpty();
        });
        fail();
        assertThat(metrics().retryAfter()).contains(seconds(30));
    }

    @Test
    void r16_theTimeWindowLosesCallsWhenTheWallClockIsSetBack() {
        make(settings()
                .noErrorThreshold()
                .errorRateThreshold(100)
                .minimumCalls(100)
                .window(new Window.Time(seconds(10))));
        for (int i = 0; i < 100; i++) {
            assertState(State.CLOSED);
            fail();
            pass(0.05);
        }
        assertState(State.OPEN);
        pass(29.95);
        succeed();
        assertState(State.HALF_OPEN);
    }

    @Test
    void r14_aNestedCallIsCountedTwiceAndAHealthyProbeRejectsItself() {
        make(settings().successThreshold(1));
        trip();
        long before = metrics().totalSuccessCount();
        pass(30);
        breaker.run(() -> breaker.run(() -> {}));
        assertState(State.CLOSED);
        assertThat(metrics().totalSuccessCount()).isEqualTo(before + 1);
        assertThat(metrics().totalRejectedCount()).isZero();
    }

    @Test
    void r11_aCompletionExceptionWithoutACauseBecomesANullPointerException() {
        CompletionException thrown = new CompletionException((Throwable) null);
        fail(thrown);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().lastErrorType()).contains("java.util.concurrent.CompletionException");
    }

    @Test
    void r04_theMetricsFreezeWhileAnOverrideIsOn() {
        breaker.transitionToForcedClosed();
        succeed(2);
        fail();
        ignore();
        cancel();
        breaker.transitionToForcedOpen();
        reject();
        CircuitBreakerMetrics metrics = metrics();
        assertThat(metrics.totalSuccessCount()).isEqualTo(2);
        assertThat(metrics.totalErrorCount()).isEqualTo(1);
        assertThat(metrics.totalIgnoredCount()).isEqualTo(1);
        assertThat(metrics.totalCancelledCount()).isEqualTo(1);
        assertThat(metrics.totalRejectedCount()).isEqualTo(1);
        assertThat(metrics.lastErrorMessage()).contains("refused");
    }

    @Test
    void r17_newSettingsDropTheStateOrAreIgnored() {
        trip();
        breaker.apply(settings().halfOpenCapacity(2).build());
        assertState(State.OPEN);
        assertThat(metrics().totalErrorCount()).isEqualTo(5);
        firstProbe();
        begin();
        reject();
    }

    @Test
    void r12_anErrorRatioOfOneNeverTrips() {
        make(settings().noErrorThreshold().errorRateThreshold(100).minimumCalls(5));
        fail(5);
        assertState(State.OPEN);
    }

    @Test
    void r19_aListenerThatWaitsForTheBreakerDeadlocks() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        breaker.addListener(change -> {
            // Another thread uses the breaker, changes it and looks at it, while this one is being told.
            String seen = CompletableFuture.supplyAsync(() -> {
                        breaker.transitionToForcedClosed();
                        succeed();
                        return metrics().state() + " after " + change.to();
                    })
                    .join();
            heard.complete(seen);
        });
        environment.events.start();
        while (breaker.state() == State.CLOSED) {
            fail();
        }
        assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("FORCED_CLOSED after OPEN");
        breaker.removeListener(change -> {});
        environment.events.stop(1);
    }

    @Test
    void r15_aFailingRuleReplacesTheResultOrTheException() throws Exception {
        IOException thrown = new IOException("refused") {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("the application's own text fails");
            }
        };
        fail(thrown);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
    }
}
