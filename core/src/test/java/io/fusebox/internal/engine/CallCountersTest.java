package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

/** Who owns a slot, and that no count is ever lost (the guarantees of {@link CallCounters}). */
class CallCountersTest {
    /** A thread that runs the given tasks and lives until it is released. */
    private static final class Worker {
        private final SynchronousQueue<Runnable> orders = new SynchronousQueue<>();
        private final SynchronousQueue<Optional<Throwable>> outcomes = new SynchronousQueue<>();
        private final Thread thread = new Thread(this::work);
        private volatile ThreadSlot slot;
        private volatile boolean over;

        Worker() {
            thread.start();
        }

        Worker(Runnable first) {
            this();
            run(first);
        }

        private void work() {
            try {
                while (!over) {
                    Throwable thrown = null;
                    try {
                        orders.take().run();
                    } catch (Throwable any) {
                        thrown = any;
                    }
                    outcomes.put(Optional.ofNullable(thrown));
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** Has the thread do this and waits for it. */
        void run(Runnable order) {
            try {
                orders.put(order);
                outcomes.take().ifPresent(thrown -> {
                    throw new AssertionError(thrown);
                });
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void letGo() throws InterruptedException {
            run(() -> over = true);
            thread.join();
        }
    }

    /** A worker whose thread has an id with this remainder. */
    private static Worker workerWhoseIdIs(int remainder, int modulus, Runnable first) throws InterruptedException {
        while (true) {
            Worker worker = new Worker();
            if (worker.thread.getId() % modulus == remainder) {
                worker.run(first);
                return worker;
            }
            worker.letGo();
        }
    }

    /** No call ends here, so it takes no state machine. */
    private static ThreadSlot claim(CallCounters counters) {
        return counters.claim(null);
    }

    private static ThreadSlot countOnce(CallCounters counters) {
        ThreadSlot own = counters.own();
        ThreadSlot slot = own != null ? own : claim(counters);
        counters.increment(slot, CallCounters.SUCCESS);
        return slot;
    }

    @Test
    void r06_aThreadFindsItsCellAgain() {
        CallCounters counters = new CallCounters(4);
        assertThat(counters.own()).isNull();
        ThreadSlot slot = claim(counters);
        assertThat(slot).isNotNull();
        assertThat(counters.own()).isSameAs(slot);
        assertThat(slot.isAbandoned()).isFalse();
    }

    @Test
    void r06_aThreadWhosePlaceIsTakenCountsInTheSharedCell() throws Exception {
        CallCounters counters = new CallCounters(1);
        countOnce(counters);
        List<ThreadSlot> others = new ArrayList<>();
        Worker other = new Worker(() -> others.add(countOnce(counters)));
        assertThat(others).containsOnlyNulls();
        assertThat(counters.sum(CallCounters.SUCCESS)).isEqualTo(2);
        other.letGo();
        assertThat(counters.good()).isEqualTo(2);
    }

    @Test
    void r06_theCellOfAThreadThatEndedIsTakenOverWithItsCounts() throws Exception {
        CallCounters counters = new CallCounters(1);
        List<ThreadSlot> slots = new ArrayList<>();
        Worker first = new Worker(() -> slots.add(countOnce(counters)));
        slots.get(0).inCall = 1;
        first.letGo();
        assertThat(slots.get(0).isAbandoned()).isTrue();
        ThreadSlot mine = countOnce(counters);
        assertThat(mine).isNotNull().isNotSameAs(slots.get(0));
        assertThat(mine.inCall()).as("what the dead thread was in is over").isFalse();
        assertThat(counters.sum(CallCounters.SUCCESS)).isEqualTo(2);
        assertThat(counters.own()).isSameAs(mine);
    }

    @Test
    void r06_aThreadIsNotKeptAlive() throws Exception {
        CallCounters counters = new CallCounters(1);
        Worker worker = new Worker(() -> countOnce(counters));
        worker.letGo();
        WeakReference<Thread> thread = new WeakReference<>(worker.thread);
        worker = null;
        for (int i = 0; i < 100 && thread.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(thread.get()).isNull();
        assertThat(countOnce(counters)).isNotNull();
        assertThat(counters.sum(CallCounters.SUCCESS)).isEqualTo(2);
    }

    @Test
    void r06_withPatienceTheTableGrowsAndEveryOwnerKeepsItsCell() throws Exception {
        CallCounters counters = new CallCounters(8);
        List<Worker> workers = new ArrayList<>();
        int counted = 0;
        int owners = 0;
        for (int i = 0; i < 40; i++) {
            Worker[] made = new Worker[1];
            ThreadSlot[] slot = new ThreadSlot[1];
            made[0] = new Worker(() -> {
                for (int n = 0; n < 30; n++) {
                    slot[0] = countOnce(counters);
                }
            });
            made[0].slot = slot[0];
            owners += slot[0] == null ? 0 : 1;
            counted += 30;
            workers.add(made[0]);
        }
        assertThat(owners).isBetween(5, 8);
        assertThat(counters.sum(CallCounters.SUCCESS)).isEqualTo(counted);
        assertThat(workers).filteredOn(worker -> worker.slot != null).allSatisfy(worker -> assertThat(worker.slot.get())
                .isSameAs(worker.thread));
        assertThat(workers.stream().map(worker -> worker.slot).filter(slot -> slot != null))
                .doesNotHaveDuplicates();
        for (Worker worker : workers) {
            worker.letGo();
        }
        assertThat(counters.sum(CallCounters.SUCCESS)).isEqualTo(counted);
    }

    @Test
    void r06_aPassingThreadIsNotWorthACell() throws Exception {
        CallCounters counters = new CallCounters(8);
        countOnce(counters);
        for (int i = 0; i < 10; i++) {
            List<ThreadSlot> others = new ArrayList<>();
            Worker passing = new Worker(() -> others.add(countOnce(counters)));
            passing.letGo();
            assertThat(others).containsOnlyNulls();
        }
        assertThat(counters.sum(CallCounters.SUCCESS)).isEqualTo(11);
    }

    @Test
    void r06_theSixteenthClaimInVainMakesTheTableGrowAndTheFirstOwnerKeepsItsCell() throws Exception {
        CallCounters counters = new CallCounters(4);
        Worker first = workerWhoseIdIs(1, 2, () -> countOnce(counters));
        Worker second = workerWhoseIdIs(0, 2, () -> {
            for (int i = 0; i < 15; i++) {
                assertThat(claim(counters)).isNull();
            }
            assertThat(claim(counters)).isNotNull();
            assertThat(counters.own()).isNotNull();
        });
        first.run(() -> assertThat(counters.own()).isNotNull());
        first.letGo();
        second.letGo();
    }

    @Test
    void r06_aPlaceThatIsStillTakenAfterGrowthStaysItsOwnersAndTheTableGrowsOn() throws Exception {
        CallCounters counters = new CallCounters(4);
        Worker first = workerWhoseIdIs(1, 4, () -> countOnce(counters));
        Worker second = workerWhoseIdIs(3, 4, () -> {
            for (int i = 0; i < 31; i++) {
                assertThat(claim(counters)).isNull();
            }
            assertThat(claim(counters)).isNotNull();
        });
        first.run(() -> assertThat(counters.own()).isNotNull());
        Worker third = workerWhoseIdIs(1, 4, () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(claim(counters)).as("no more slots than allowed").isNull();
            }
        });
        first.letGo();
        second.letGo();
        third.letGo();
    }

    @Test
    void r06_aThreadThatCallsABreakerClaimsACell() {
        TestEnvironment environment = new TestEnvironment();
        CallCounters counters = new CallCounters(1);
        BreakerId id = BreakerId.of("payments");
        StateMachine machine = new StateMachine(id, CircuitBreakerSettings.defaults(), environment, counters, () -> {});
        CallGate gate = new CallGate(machine, counters, environment.faults());
        gate.exit(gate.enter(), null);
        assertThat(counters.own()).isNotNull();
    }

    /** A thread class of the program's own, whose id is no id. */
    private static final class OddThread extends Thread {
        OddThread(Runnable code) {
            super(code);
        }

        @Override
        @SuppressWarnings("deprecation")
        public long getId() {
            throw new IllegalStateException("asked for the id");
        }
    }

    @Test
    void r15_anIdThatTheProgramOverridesIsNeverAskedForAndLosesNoCount() throws Exception {
        TestEnvironment environment = new TestEnvironment();
        CallCounters counters = new CallCounters(CallCounters.MAX_SLOTS);
        BreakerId id = BreakerId.of("payments");
        StateMachine machine = new StateMachine(id, CircuitBreakerSettings.defaults(), environment, counters, () -> {});
        CallGate gate = new CallGate(machine, counters, environment.faults());
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new OddThread(() -> {
                for (int call = 0; call < 1_000; call++) {
                    gate.exit(gate.enter(), null);
                }
            });
            thread.setUncaughtExceptionHandler((which, any) -> thrown.add(any));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(thrown).isEmpty();
        assertThat(counters.totals()[CallCounters.SUCCESS]).isEqualTo(8_000);
        assertThat(counters.active()).isZero();
    }

    @Test
    void r06_totalsAreTheSumsOfBothKindsAndActiveIsAdmittedLessEnded() {
        CallCounters counters = new CallCounters(1);
        ThreadSlot slot = claim(counters);
        for (int counter = CallCounters.ADMITTED; counter < CallCounters.COUNTERS; counter++) {
            for (int i = 0; i <= counter - CallCounters.ADMITTED; i++) {
                counters.increment(i % 2 == 0 ? slot : null, counter);
            }
        }
        for (int i = 0; i < 100; i++) {
            counters.increment(null, CallCounters.ADMITTED);
        }
        long[] totals = counters.totals();
        assertThat(totals[CallCounters.SUCCESS]).isEqualTo(2 + 10);
        assertThat(totals[CallCounters.ERROR]).isEqualTo(3 + 11);
        assertThat(totals[CallCounters.IGNORED]).isEqualTo(4 + 12);
        assertThat(totals[CallCounters.CANCELLED]).isEqualTo(5);
        assertThat(totals[CallCounters.SLOW]).isEqualTo(9 + 13);
        assertThat(counters.good()).isEqualTo(2 + 4);
        assertThat(counters.errors()).isEqualTo(3);
        assertThat(counters.slow()).isEqualTo(9);
        assertThat(counters.active()).isEqualTo(101 - (12 + 14 + 16 + 5));
    }
}
