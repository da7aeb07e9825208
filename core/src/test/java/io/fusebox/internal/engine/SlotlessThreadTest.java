package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.Call;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.internal.registry.Breaker;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads that own no slot of a breaker, since others were first: everything is as for those that do (R14). */
class SlotlessThreadTest extends BreakerTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private Thread owner;
    private final List<Breaker> many = new ArrayList<>();

    /** The one slot that a breaker begins with is another thread's, which lives on. */
    @BeforeEach
    void anotherThreadIsFirst() throws Exception {
        CircuitBreakerSettings settings =
                settings().slowCallDuration(seconds(1)).build();
        for (int i = 0; i < 9; i++) {
            many.add(environment.breaker(settings));
        }
        breaker = environment.breaker(settings);
        CountDownLatch first = new CountDownLatch(1);
        owner = new Thread(() -> {
            breaker.run(() -> {});
            many.forEach(one -> one.run(() -> {}));
            first.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        owner.start();
        first.await();
        breaker.reset();
        many.forEach(Breaker::reset);
    }

    @AfterEach
    void letGo() throws InterruptedException {
        end.countDown();
        owner.join();
    }

    @Test
    void r14_aCallThatMayEndElsewhereLeavesWithoutATrace() {
        DetachedCallTest.Woven lost = new DetachedCallTest.Woven(breaker.gate());
        assertThat(CallGate.isNested(breaker.gate().enter())).isTrue();
        assertThat(breaker.gate().cancelLost()).isTrue();
        assertThat(lost.get()).isTrue();
        assertThat(breaker.gate().cancelLost()).isFalse();
        DetachedCallTest.Woven other = new DetachedCallTest.Woven(breaker.gate());
        other.end("result");
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r14_anInnerCallIsNotCounted() {
        breaker.run(() -> {
            fail(10);
            succeed(3);
            begin();
        });
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isZero();
        fail();
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
    }

    @Test
    void r14_aBlockEndedByAnotherThreadLetsItsOwnOut() throws Exception {
        Call call = breaker.enter();
        succeed();
        Thread other = new Thread(call::success);
        other.start();
        other.join();
        succeed();
        try (Call own = breaker.enter()) {
            succeed();
            own.success();
        }
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(4);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r06_aCallWhoseEndWasLostEndsAsCancelled() {
        breaker.gate().enter();
        succeed();
        assertThat(breaker.gate().cancelLost()).isTrue();
        assertThat(breaker.gate().cancelLost()).isFalse();
        succeed();
        try (Call block = breaker.enter()) {
            assertThat(breaker.gate().cancelLost()).isFalse();
            block.success();
        }
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r15_aFaultRightAfterAnAdmissionKeepsNoSlotAndNoMark() throws Exception {
        breaker.transitionToHalfOpen();
        Object counts = breakCounts();
        assertThat(breaker.gate().enter()).isSameAs(Permit.NONE);
        mendCounts(counts);
        assertThat(environment.takeFaults()).singleElement().asString().startsWith("admitting a call of payments: ");
        assertThat(metrics().activeCalls()).isZero();
        Flight probe = begin();
        reject();
        succeed(probe);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r07_r15_aProbeThatIsTakenBackIsNoCancelledOne() throws Exception {
        breaker.apply(settings().probeTimeout(seconds(5)).build());
        breaker.transitionToHalfOpen();
        Object counts = breakCounts();
        assertThat(breaker.get(() -> "result")).isEqualTo("result");
        mendCounts(counts);
        assertThat(environment.takeFaults()).hasSize(1);
        pass(60);
        assertState(State.HALF_OPEN);
        begin();
        reject();
    }

    @Test
    void r15_aFaultWhileAnEndIsCountedLeavesTheResultAndLetsTheThreadOut() throws Exception {
        Flight flight = begin();
        Permit left = breaker.gate().detach(breaker.gate().enter());
        Object[] counts = new Object[1];
        assertThat(breaker.<String, Exception>call(() -> {
                    counts[0] = breakCounts();
                    return "result";
                }))
                .isEqualTo("result");
        succeed(flight);
        breaker.gate().cancel(left);
        mendCounts(counts[0]);
        assertThat(environment.takeFaults())
                .hasSize(6)
                .allMatch(fault -> fault.startsWith("ending a call of payments: ")
                        || fault.startsWith("counting a call of payments: "));
        succeed();
        assertThat(metrics().totalSuccessCount()).as("the thread is in no call").isEqualTo(1);
    }

    /** From now on, counting without a slot fails. */
    private Object breakCounts() throws ReflectiveOperationException {
        Object counts = shared().get(counters());
        mendCounts(new long[0]);
        return counts;
    }

    private void mendCounts(Object counts) throws ReflectiveOperationException {
        shared().set(counters(), counts);
    }

    private Object counters() throws ReflectiveOperationException {
        Field counters = Breaker.class.getDeclaredField("counters");
        counters.setAccessible(true);
        return counters.get(breaker);
    }

    private static Field shared() throws ReflectiveOperationException {
        Field shared = CallCounters.class.getDeclaredField("shared");
        shared.setAccessible(true);
        return shared;
    }

    @Test
    void r14_aBlockThatHasEndedStaysInNoThread() throws Exception {
        Call call = breaker.enter();
        call.success();
        WeakReference<Call> ended = new WeakReference<>(call);
        call = null;
        for (int i = 0; i < 100 && ended.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(ended.get()).isNull();
    }

    @Test
    void r14_anInnerCallIsToldSo() {
        Permit outer = breaker.gate().enter();
        assertThat(breaker.gate().enter()).isSameAs(Permit.NESTED);
        breaker.gate().exit(outer, null);
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r14_manyBreakersInEachOther() throws Exception {
        Thread fresh = new Thread(() -> inside(0));
        fresh.start();
        fresh.join();
        for (Breaker one : many) {
            assertThat(one.metrics().totalSuccessCount()).isEqualTo(1);
            one.run(() -> {});
            assertThat(one.metrics().totalSuccessCount()).isEqualTo(2);
        }
    }

    private void inside(int number) {
        if (number < many.size()) {
            many.get(number).run(() -> inside(number + 1));
        } else {
            many.forEach(one -> one.run(() -> {}));
        }
    }

    @Test
    void r14_manyBlocksInEachOtherEndedInAnyOrder() {
        List<Call> calls = new ArrayList<>();
        many.forEach(one -> calls.add(one.enter()));
        many.forEach(one -> one.run(() -> {}));
        for (int i : new int[] {4, 0, 8, 1, 7, 2, 6, 3, 5}) {
            calls.get(i).success();
            many.get(i).run(() -> {});
            assertThat(many.get(i).metrics().totalSuccessCount()).isEqualTo(2);
        }
        many.forEach(one -> assertThat(one.metrics().totalSuccessCount()).isEqualTo(2));
    }

    @Test
    void r12_callsAreTimed() {
        succeedAfter(2);
        succeedAfter(0.5);
        Flight flight = begin();
        pass(2);
        succeed(flight);
        try (Call call = breaker.enter()) {
            pass(2);
            call.success();
        }
        assertThat(metrics().totalSlowCount()).isEqualTo(3);
        assertThat(metrics().totalSuccessCount()).isEqualTo(4);
    }
}
