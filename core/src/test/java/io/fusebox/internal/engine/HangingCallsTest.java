package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that hang (R21). */
class HangingCallsTest extends BreakerTest {
    private static CircuitBreakerSettings.Builder hanging() {
        return settings().slowCallDuration(seconds(2)).slowCallRateThreshold(50).minimumCalls(4);
    }

    @BeforeEach
    void makeHanging() {
        make(hanging());
    }

    private List<Flight> begin(int count) {
        List<Flight> flights = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            flights.add(begin());
        }
        return flights;
    }

    @Test
    void r21_aServiceThatNeverAnswersOpensTheBreakerBeforeACallHasEnded() {
        begin(4);
        pass(2);
        begin();
        assertState(State.CLOSED);
        pass(0.000_000_001);
        reject();
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: SLOW_CALL_RATE, 4 slow calls in 4 calls");
        assertThat(metrics().totalSlowCount()).isEqualTo(4);
    }

    @Test
    void r21_theThreadNoticesWithoutACall() {
        begin(4);
        pass(2.000_000_001);
        WatchedCalls.look();
        assertState(State.OPEN);
    }

    @Test
    void r21_aCallThatItsThreadIsInIsNoticedToo() throws InterruptedException {
        make(hanging().minimumCalls(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(() -> breaker.run(() -> {
            inside.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        thread.start();
        inside.await();
        pass(2.5);
        assertThat(metrics().oldestActiveCall()).contains(seconds(2.5));
        WatchedCalls.look();
        assertState(State.OPEN);
        over.countDown();
        thread.join();
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertThat(metrics().oldestActiveCall()).contains(Duration.ZERO);
    }

    @Test
    void r21_itStandsInTheWindowOnceAndItsEndAddsOnlyItsError() {
        for (Window window : List.of(new Window.Calls(10), new Window.Time(seconds(60)))) {
            make(hanging()
                    .window(window)
                    .slowCallRateThreshold(100)
                    .errorRateThreshold(100)
                    .noErrorThreshold());
            succeed();
            Flight good = begin();
            Flight bad = begin();
            Flight givenUp = begin();
            pass(3);
            WatchedCalls.look();
            assertThat(metrics().slowCallRatePercent()).hasValue(75);
            succeed(good);
            cancel(givenUp);
            assertThat(metrics().slowCallRatePercent()).hasValue(75);
            assertThat(metrics().errorRatePercent()).hasValue(0);
            fail(bad);
            assertThat(metrics().slowCallRatePercent()).hasValue(75);
            assertThat(metrics().errorRatePercent()).hasValue(25);
            assertThat(metrics().totalSlowCount()).isEqualTo(3);
            assertThat(metrics().totalErrorCount()).isEqualTo(1);
            assertThat(metrics().totalLateCount()).isZero();
            assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
            assertThat(metrics().activeCalls()).isZero();
        }
    }

    @Test
    void r21_aProbeThatHangsHasFailedAsOfThatMoment() {
        make(hanging().errorThreshold(1));
        trip();
        Flight probe = firstProbe();
        pass(12);
        assertState(State.OPEN);
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_FAILED, 1 failed probe");
        assertThat(metrics().retryAfter()).contains(seconds(20));
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        succeed(probe);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
    }

    @Test
    void r21_withoutAThresholdOfSlowCallsAProbeMayTakeItsTime() {
        make(settings().errorThreshold(1).successThreshold(1).slowCallDuration(seconds(2)));
        trip();
        Flight probe = firstProbe();
        pass(12);
        assertState(State.HALF_OPEN);
        succeed(probe);
        assertState(State.CLOSED);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
    }

    @Test
    void r21_aCallOfTheRecoveryThatHangsHasFailed() {
        make(hanging().errorThreshold(1).successThreshold(1).recovery(seconds(10)));
        trip();
        succeed(firstProbe());
        pass(7);
        begin();
        pass(2.5);
        WatchedCalls.look();
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_FAILED, 1 failed probe");
    }

    @Test
    void r17_r21_switchedOnAndOffWithCallsInFlight() {
        make(settings());
        begin(10);
        breaker.apply(hanging().build());
        List<Flight> timed = begin(4);
        pass(2.5);
        breaker.apply(settings().build());
        WatchedCalls.look();
        assertThat(metrics().totalSlowCount()).isEqualTo(4);
        assertState(State.CLOSED);
        timed.forEach(BreakerTest::succeed);
        assertThat(metrics().totalSlowCount()).isEqualTo(4);
        assertThat(metrics().totalSuccessCount()).isEqualTo(4);
        assertThat(metrics().oldestActiveCall()).isEmpty();
    }

    @Test
    void r17_r21_aCallHangsByTheSettingsItWasAdmittedWith() {
        begin(4);
        breaker.apply(hanging().slowCallDuration(seconds(60)).build());
        pass(3);
        reject();
    }

    @Test
    void r21_theAgeOfTheOldestCall() {
        assertThat(metrics().oldestActiveCall()).contains(Duration.ZERO);
        Flight first = begin();
        pass(1);
        Flight second = begin();
        pass(5);
        assertThat(metrics().oldestActiveCall()).contains(seconds(6));
        WatchedCalls.look();
        assertThat(metrics().oldestActiveCall()).contains(seconds(6));
        succeed(first);
        assertThat(metrics().oldestActiveCall()).contains(seconds(5));
        succeed(second);
        WatchedCalls.look();
        assertThat(metrics().oldestActiveCall()).contains(Duration.ZERO);
        make(settings());
        begin();
        assertThat(metrics().oldestActiveCall()).as("nobody knows").isEmpty();
    }

    @Test
    void r06_r21_eachCallCountsOnceWhoeverIsFirst() throws InterruptedException {
        make(settings().noErrorThreshold().slowCallDuration(Duration.ofNanos(1)));
        int calls = 20_000;
        Thread watcher = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                WatchedCalls.look();
            }
        });
        Thread other = new Thread(() -> {
            for (int i = 0; i < calls; i++) {
                Permit permit = breaker.gate().detach(breaker.gate().enter());
                pass(0.000_001);
                breaker.gate().end(permit, Twins.thrownFor(i % 2 == 0 ? Outcome.SUCCESS : Outcome.ERROR));
            }
        });
        watcher.start();
        other.start();
        for (int i = 0; i < calls; i++) {
            breaker.run(() -> pass(0.000_001));
        }
        other.join();
        watcher.interrupt();
        watcher.join();
        assertThat(metrics().totalSlowCount()).isEqualTo(2L * calls);
        assertThat(metrics().totalSuccessCount()).isEqualTo(calls + calls / 2);
        assertThat(metrics().totalErrorCount()).isEqualTo(calls / 2);
        assertThat(metrics().activeCalls()).isZero();
        assertThat(metrics().oldestActiveCall()).contains(Duration.ZERO);
    }

    @Test
    void r12_r21_anErrorOfACallWhoseSlownessHasLeftATimeWindowIsNotInIt() {
        make(settings()
                .errorThreshold(100)
                .errorRateThreshold(60)
                .slowCallDuration(seconds(2))
                .slowCallRateThreshold(100)
                .window(new Window.Time(seconds(10)))
                .minimumCalls(5));
        List<Flight> hung = begin(4);
        pass(3);
        WatchedCalls.look();
        pass(20);
        hung.forEach(flight -> fail(flight));
        for (int i = 0; i < 4; i++) {
            succeed();
        }
        fail();
        assertState(State.CLOSED);
        assertThat(metrics().errorRatePercent()).hasValue(20);
        assertThat(metrics().totalErrorCount()).isEqualTo(5);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r17_r21_anErrorOfACallThatHungBeforeAnotherWindowIsNotInIt() {
        make(hanging()
                .window(new Window.Time(seconds(20)))
                .minimumCalls(20)
                .errorRateThreshold(50)
                .errorThreshold(100));
        List<Flight> hung = begin(10);
        pass(3);
        WatchedCalls.look();
        breaker.apply(hanging()
                .window(new Window.Time(seconds(10)))
                .minimumCalls(2)
                .errorRateThreshold(50)
                .errorThreshold(100)
                .build());
        hung.forEach(flight -> fail(flight));
        succeed();
        succeed();
        assertState(State.CLOSED);
        assertThat(metrics().errorRatePercent()).hasValue(0);
    }

    @Test
    void r21_aProbeThatOutlivesItsHalfOpenCountsAsSlowThereAndThen() {
        make(hanging().halfOpenCapacity(3).successThreshold(2));
        trip();
        Flight first = firstProbe();
        Flight second = begin();
        Flight third = begin();
        succeed(first);
        succeed(second);
        assertState(State.CLOSED);
        pass(2.5);
        assertThat(metrics().oldestActiveCall()).contains(seconds(2.5));
        WatchedCalls.look();
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        succeed(third);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        assertThat(metrics().oldestActiveCall()).contains(Duration.ZERO);
    }

    @Test
    void r21_eachOfSeveralHangingProbesCounts() {
        make(hanging().halfOpenCapacity(3));
        trip();
        firstProbe();
        begin();
        begin();
        pass(2.5);
        WatchedCalls.look();
        assertState(State.OPEN);
        WatchedCalls.look();
        assertThat(metrics().totalSlowCount()).isEqualTo(3);
    }

    @Test
    void r21_r22_aProbeThatHangsInTheRecoveryHasFailed() {
        make(hanging().halfOpenCapacity(2).successThreshold(1).recovery(seconds(15)));
        trip();
        Flight first = firstProbe();
        Flight second = begin();
        succeed(first);
        pass(2.5);
        WatchedCalls.look();
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
        succeed(second);
        assertState(State.OPEN);
        assertThat(metrics().totalSlowCount()).isEqualTo(1);
    }

    @Test
    void r07_r22_aProbeThatIsLostInTheRecoveryOpensTheBreakerAsOfThatMoment() {
        make(settings()
                .halfOpenCapacity(2)
                .successThreshold(1)
                .probeTimeout(seconds(4))
                .recovery(seconds(15)));
        trip();
        Flight first = firstProbe();
        begin();
        succeed(first);
        pass(20);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_TIMEOUT");
    }

    @Test
    void r07_r22_aProbeThatEndsInTimeInTheRecoveryIsNotLost() {
        make(settings()
                .halfOpenCapacity(3)
                .successThreshold(1)
                .probeTimeout(seconds(4))
                .recovery(seconds(15)));
        trip();
        Flight first = firstProbe();
        Flight second = begin();
        Flight third = begin();
        succeed(first);
        succeed(second);
        cancel(third);
        pass(15);
        assertThat(lastChange()).startsWith("HALF_OPEN > CLOSED: RECOVERED");
    }

    @Test
    void r12_r21_anErrorLeavesATimeWindowWithTheEntryOfItsCall() {
        make(settings()
                .errorThreshold(100)
                .errorRateThreshold(90)
                .slowCallDuration(seconds(1))
                .window(new Window.Time(seconds(10)))
                .minimumCalls(1));
        Flight hung = begin();
        pass(1.5);
        WatchedCalls.look();
        pass(7);
        succeed();
        fail(hung);
        assertThat(metrics().errorRatePercent()).hasValue(50);
        pass(4);
        assertThat(metrics().errorRatePercent()).hasValue(0);
        assertState(State.CLOSED);
    }
}
