package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** When calls are looked at that may hang (R21), by whom, and what is kept of them. */
class WatchedCallsTest extends BreakerTest {
    /** Two seconds are slow; nothing opens. */
    private static CircuitBreakerSettings.Builder counting() {
        return settings().slowCallDuration(seconds(2)).slowCallRateThreshold(50).minimumCalls(1_000);
    }

    private void assertSlow(int count) {
        assertThat(metrics().totalSlowCount()).isEqualTo(count);
    }

    /** A thread that is in a call of the breaker until it is closed. */
    private final class CallInAThread implements AutoCloseable {
        private final CountDownLatch over = new CountDownLatch(1);
        private final Thread thread;

        CallInAThread() throws InterruptedException {
            CountDownLatch inside = new CountDownLatch(1);
            thread = new Thread(() -> breaker.run(() -> {
                inside.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            thread.start();
            inside.await();
        }

        @Override
        public void close() throws InterruptedException {
            over.countDown();
            thread.join();
        }
    }

    @Test
    void r21_theNextCallNoticesACallInItsThreadAsSoonAsItIsDue() throws InterruptedException {
        make(counting());
        try (var first = new CallInAThread()) {
            pass(0.5);
            succeed();
            try (var second = new CallInAThread()) {
                pass(1.5);
                succeed();
                assertSlow(0);
                pass(0.000_000_001);
                succeed();
                assertSlow(1);
                pass(0.499_999_999);
                succeed();
                assertSlow(1);
                pass(0.000_000_001);
                succeed();
                assertSlow(2);
            }
        }
        assertSlow(2);
        assertThat(metrics().totalSuccessCount()).isEqualTo(7);
    }

    @Test
    void r21_theNextCallNoticesACallThatHasLeftItsThreadAsSoonAsItIsDue() {
        make(counting());
        begin();
        pass(0.5);
        begin();
        pass(1.5);
        succeed();
        assertSlow(0);
        pass(0.000_000_001);
        succeed();
        assertSlow(1);
        pass(0.5);
        succeed();
        assertSlow(2);
    }

    @Test
    void r17_r21_theEarlierDueOfTwoCountsWhicheverBeganFirst() {
        make(counting().slowCallDuration(seconds(5)));
        begin();
        breaker.apply(counting().build());
        begin();
        pass(1);
        succeed();
        pass(1.000_000_001);
        succeed();
        assertSlow(1);
        pass(3);
        succeed();
        assertSlow(2);
    }

    @Test
    void r21_aCallOfTheRecoveryIsNoticedByTheNextOne() {
        make(counting().errorThreshold(1).successThreshold(1).recovery(seconds(100)));
        trip();
        succeed(firstProbe());
        pass(90);
        begin();
        pass(2.000_000_001);
        reject();
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
    }

    @Test
    void r21_aCallOfTheRecoveryIsNoticedInItsThread() throws InterruptedException {
        make(counting().errorThreshold(1).successThreshold(1).recovery(seconds(100)));
        trip();
        succeed(firstProbe());
        pass(90);
        try (var call = new CallInAThread()) {
            pass(2.5);
            WatchedCalls.look();
            assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_FAILED");
            assertSlow(1);
        }
        assertSlow(1);
    }

    @Test
    void r21_aCallThatHangsAndThenLeavesItsThreadStaysTheOldest() {
        make(counting());
        CallGate gate = breaker.gate();
        Permit inside = gate.enter();
        pass(3);
        WatchedCalls.look();
        assertSlow(1);
        Permit left = gate.detach(inside);
        WatchedCalls.look();
        assertThat(metrics().oldestActiveCall()).contains(seconds(3));
        gate.end(left, null);
        assertThat(metrics().oldestActiveCall()).contains(Duration.ZERO);
        assertSlow(1);
    }

    @Test
    void r21_callsThatHaveEndedAreLetGoAtTheNextLook() {
        make(counting());
        CallGate gate = breaker.gate();
        WeakReference<Object> first = new WeakReference<>(endedCall(gate));
        WeakReference<Object> second = new WeakReference<>(endedCall(gate));
        WeakReference<Object> third = new WeakReference<>(endedCall(gate));
        Permit underWay = gate.detach(gate.enter());
        WeakReference<Object> fourth = new WeakReference<>(endedCall(gate));
        WatchedCalls.look();
        assertGone(first, second, third, fourth);
        gate.end(underWay, null);
    }

    @Test
    void r21_aThousandCallsThatHaveEndedAreLetGoWithoutALook() {
        make(counting());
        CallGate gate = breaker.gate();
        succeed();
        WeakReference<Object> first = new WeakReference<>(endedCall(gate));
        for (int i = 0; i < 1_100; i++) {
            Object ended = endedCall(gate);
            assertThat(ended).isNotNull();
        }
        assertGone(first);
    }

    private static Object endedCall(CallGate gate) {
        Permit permit = gate.detach(gate.enter());
        gate.end(permit, null);
        return permit;
    }

    @SafeVarargs
    private static void assertGone(WeakReference<Object>... references) {
        for (WeakReference<Object> reference : references) {
            for (int i = 0; i < 50 && reference.get() != null; i++) {
                System.gc();
            }
            assertThat(reference.get()).isNull();
        }
    }

    // ---- probes that hang, beside what else may end HALF_OPEN at the very same moment ----

    @Test
    void r07_r21_aLeaseThatRunsOutAsAProbeBeginsToHangCountsFirst() {
        make(counting().errorThreshold(1).probeTimeout(seconds(2)));
        trip();
        firstProbe();
        pass(2.5);
        assertThat(lastChange()).isEqualTo("HALF_OPEN > OPEN: PROBE_TIMEOUT, a probe did not end within 2s");
    }

    @Test
    void r07_r21_tooLongWithoutADecisionAsAProbeBeginsToHangCountsFirst() {
        make(counting().errorThreshold(1).halfOpenCapacity(2).probeTimeout(seconds(5)));
        trip();
        cancel(firstProbe());
        pass(3);
        begin();
        pass(2.5);
        assertThat(lastChange()).startsWith("HALF_OPEN > OPEN: PROBE_TIMEOUT");
        assertThat(metrics().retryAfter()).contains(seconds(29.5));
    }

    @Test
    void r21_r22_aProbeThatHasFailedByHangingIsNotLateInTheRecovery() {
        make(counting()
                .errorThreshold(1)
                .successThreshold(1)
                .halfOpenCapacity(3)
                .halfOpenErrorThreshold(2)
                .recovery(seconds(10)));
        trip();
        Flight hangs = firstProbe();
        pass(1.9);
        Flight tooLate = begin();
        Flight good = begin();
        pass(0.5);
        succeed(good);
        fail(hangs);
        assertThat(metrics().totalLateCount()).isZero();
        assertState(State.HALF_OPEN);
        pass(10);
        fail(tooLate);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertState(State.CLOSED);
    }

    @Test
    void r05_r22_aProbeThatEndsAfterTheRecoveryIsLate() {
        make(counting()
                .errorThreshold(1)
                .successThreshold(1)
                .halfOpenCapacity(2)
                .recovery(seconds(1)));
        trip();
        Flight probe = firstProbe();
        succeed(begin());
        pass(1);
        succeed(probe);
        assertThat(metrics().totalLateCount()).isEqualTo(1);
        assertState(State.CLOSED);
    }
}
