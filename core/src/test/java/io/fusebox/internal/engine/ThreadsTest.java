package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerMetrics;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.Window;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/** Many threads at once, and every number exact afterwards. {@code -Dfusebox.rounds=N} runs longer. */
class ThreadsTest extends BreakerTest {
    private static final int ROUNDS = Integer.getInteger("fusebox.rounds", 1_000);

    private static void onThreads(int count, ThreadFactory factory, Runnable action) {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(factory.newThread(() -> {
                try {
                    start.await();
                    action.run();
                } catch (Throwable failure) {
                    synchronized (failures) {
                        failures.add(failure);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Virtual threads where there are any. */
    private static ThreadFactory manyThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException java17) {
            return Thread::new;
        }
    }

    @Test
    void r06_everyNumberIsExactWhateverThreadsDo() {
        everyNumberIsExact(Thread::new, 8);
    }

    @Test
    void r06_everyNumberIsExactForManyAndVirtualThreads() {
        everyNumberIsExact(manyThreads(), 100);
    }

    private void everyNumberIsExact(ThreadFactory factory, int threads) {
        make(settings()
                .errorThreshold(3)
                .successThreshold(2)
                .halfOpenCapacity(2)
                .halfOpenErrorThreshold(2)
                .errorRateThreshold(50)
                .slowCallDuration(seconds(1))
                .window(new Window.Time(seconds(10))));
        AtomicLongArray ended = new AtomicLongArray(4);
        AtomicLong rejected = new AtomicLong();
        AtomicInteger seeds = new AtomicInteger();
        onThreads(threads, factory, () -> {
            Random random = new Random(seeds.incrementAndGet());
            List<Flight> flights = new ArrayList<>();
            for (int i = 0; i < ROUNDS * 8 / threads; i++) {
                Outcome outcome = outcomeOf(random.nextInt(4));
                switch (random.nextInt(8)) {
                    case 0 -> {
                        if (!flights.isEmpty()) {
                            flights.remove(flights.size() - 1).end(outcome);
                            count(ended, outcome);
                        }
                    }
                    case 1 -> environment.clock.advance(seconds(random.nextInt(40)));
                    case 2 -> moveTo(List.of(State.values()).get(random.nextInt(5)));
                    case 3 ->
                        breaker.apply(breaker.settings().toBuilder()
                                .halfOpenCapacity(1 + random.nextInt(3))
                                .build());
                    default -> {
                        try {
                            if (random.nextBoolean()) {
                                Permit permit = breaker.gate().enter();
                                breaker.gate().exit(breaker.gate().enter(), null);
                                breaker.gate().exit(permit, Twins.thrownFor(outcome));
                                count(ended, outcome);
                            } else {
                                Permit permit = breaker.gate().enter();
                                flights.add(new Flight(breaker.gate(), permit));
                            }
                        } catch (CircuitOpenException rejection) {
                            rejected.incrementAndGet();
                        }
                    }
                }
            }
            flights.forEach(flight -> {
                flight.end(Outcome.CANCELLED);
                count(ended, Outcome.CANCELLED);
            });
        });
        CircuitBreakerMetrics metrics = metrics();
        assertThat(metrics.activeCalls()).isZero();
        assertThat(metrics.totalSuccessCount()).isEqualTo(ended.get(0));
        assertThat(metrics.totalErrorCount()).isEqualTo(ended.get(1));
        assertThat(metrics.totalIgnoredCount()).isEqualTo(ended.get(2));
        assertThat(metrics.totalCancelledCount()).isEqualTo(ended.get(3));
        assertThat(metrics.totalRejectedCount()).isEqualTo(rejected.get());
        breaker.reset();
        succeed();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
    }

    private static Outcome outcomeOf(int number) {
        return List.of(Outcome.SUCCESS, Outcome.ERROR, Outcome.IGNORED, Outcome.CANCELLED)
                .get(number);
    }

    private static void count(AtomicLongArray ended, Outcome outcome) {
        ended.incrementAndGet(
                switch (outcome) {
                    case SUCCESS -> 0;
                    case ERROR -> 1;
                    case IGNORED -> 2;
                    case CANCELLED -> 3;
                });
    }

    @Test
    void r04_anOverrideIsNeverLostToRunningTraffic() {
        make(settings()
                .errorThreshold(1)
                .successThreshold(1)
                .resetTimeout(seconds(1))
                .halfOpenCapacity(2));
        AtomicInteger lost = new AtomicInteger();
        AtomicInteger operator = new AtomicInteger();
        onThreads(3, Thread::new, () -> {
            boolean operates = operator.getAndIncrement() == 0;
            for (int i = 0; i < ROUNDS * 4; i++) {
                if (operates) {
                    State forced = i % 2 == 0 ? State.FORCED_OPEN : State.FORCED_CLOSED;
                    moveTo(forced);
                    Thread.onSpinWait();
                    lost.addAndGet(breaker.state() == forced ? 0 : 1);
                    moveTo(i % 3 == 0 ? State.CLOSED : State.OPEN);
                } else {
                    traffic(i);
                }
            }
        });
        assertThat(lost).hasValue(0);
    }

    private void traffic(int i) {
        pass(0.5);
        try {
            Permit permit = breaker.gate().enter();
            breaker.gate().exit(permit, i % 3 == 0 ? null : Twins.thrownFor(Outcome.ERROR));
        } catch (CircuitOpenException rejection) {
            assertThat(rejection.getMessage()).isNotEmpty();
        }
    }

    @Test
    void r02_theWaitIsNeverSkipped() {
        for (int i = 0; i < ROUNDS; i++) {
            make(settings().errorThreshold(1));
            Permit inFlight = breaker.gate().detach(breaker.gate().enter());
            AtomicInteger admittedWhileOpen = new AtomicInteger();
            AtomicInteger first = new AtomicInteger();
            onTwoThreads(() -> {
                if (first.getAndIncrement() == 0) {
                    breaker.gate().end(inFlight, Twins.thrownFor(Outcome.ERROR));
                } else {
                    while (breaker.state() != State.OPEN) {
                        Thread.onSpinWait();
                    }
                    try {
                        breaker.gate().exit(breaker.gate().enter(), null);
                        admittedWhileOpen.incrementAndGet();
                    } catch (CircuitOpenException rejection) {
                        assertThat(rejection.retryAfter()).isEqualTo(seconds(30));
                    }
                }
            });
            assertThat(admittedWhileOpen).hasValue(0);
        }
    }

    @Test
    void r01_oneRunOfErrorsTripsOnce() {
        for (int i = 0; i < ROUNDS; i++) {
            make(settings().errorThreshold(2).window(new Window.Calls(2)).errorRateThreshold(100));
            Permit one = breaker.gate().detach(breaker.gate().enter());
            Permit two = breaker.gate().detach(breaker.gate().enter());
            AtomicInteger first = new AtomicInteger();
            onTwoThreads(
                    () -> breaker.gate().end(first.getAndIncrement() == 0 ? one : two, Twins.thrownFor(Outcome.ERROR)));
            assertThat(metrics().openCount()).isEqualTo(1);
            assertState(State.OPEN);
        }
    }

    @Test
    void r17_aBreakerMadeWhileItIsBeingConfiguredGetsItsSettings() {
        CircuitBreakerSettings configured = settings().errorThreshold(77).build();
        for (int i = 0; i < ROUNDS; i++) {
            Registry registry = new Registry(environment.clock);
            AtomicInteger first = new AtomicInteger();
            onTwoThreads(() -> {
                if (first.getAndIncrement() == 0) {
                    registry.configure("payments", configured);
                } else {
                    registry.breaker("payments", CircuitBreakerSettings.defaults());
                }
            });
            assertThat(registry.find(BreakerId.of("payments")).settings()).isEqualTo(configured);
            stop(registry);
        }
    }

    private static void stop(Registry registry) {
        try {
            registry.events().stop(20_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void onTwoThreads(Runnable action) {
        onThreads(2, Thread::new, action);
    }
}
