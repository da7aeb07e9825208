package io.fusebox.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.TransitionListener;
import io.fusebox.internal.engine.BreakerTest;
import io.fusebox.internal.engine.PeriodLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which changes listeners get, in which order, on which thread (R19). */
class TransitionFeedTest extends BreakerTest {
    private final List<String> told = new ArrayList<>();
    private final TransitionListener listener = change -> told.add(change.from() + ">" + change.to());

    @Test
    void r19_listenersAreToldEveryChangeInOrderOffTheCallersPath() {
        breaker.addListener(listener);
        trip();
        fail(firstProbe());
        breaker.reset();
        assertThat(told).as("nothing runs on the caller's thread").isEmpty();
        environment.deliverNews();
        assertThat(told).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN", "HALF_OPEN>OPEN", "OPEN>CLOSED");
        environment.deliverNews();
        assertThat(told).hasSize(4);
        trip();
        environment.deliverNews();
        assertThat(told).endsWith("CLOSED>OPEN").hasSize(5);
        assertThat(environment.events.droppedCount()).isZero();
    }

    @Test
    void r19_whatIsTooMuchIsDroppedAndCountedExactly() {
        breaker.addListener(listener);
        for (int i = 0; i < 25; i++) {
            breaker.transitionToOpen();
            breaker.transitionToClosed();
        }
        environment.deliverNews();
        assertThat(told).hasSize(PeriodLog.REMEMBERED);
        assertThat(environment.events.droppedCount()).isEqualTo(50 - PeriodLog.REMEMBERED);
        breaker.transitionToOpen();
        environment.deliverNews();
        assertThat(environment.events.droppedCount()).isEqualTo(50 - PeriodLog.REMEMBERED);
        assertThat(told).hasSize(PeriodLog.REMEMBERED + 1);
    }

    @Test
    void r19_countedErrorsAndNewSettingsAreNoNews() {
        breaker.addListener(listener);
        fail(4);
        breaker.apply(settings().errorThreshold(9).build());
        breaker.transitionToClosed();
        environment.deliverNews();
        assertThat(told).isEmpty();
    }

    @Test
    void r19_aListenerThatFailsHidesNothingFromTheOthers() {
        breaker.addListener(change -> {
            throw new IllegalStateException("listener");
        });
        breaker.addListener(listener);
        breaker.addListener(listener);
        trip();
        environment.deliverNews();
        assertThat(told).containsExactly("CLOSED>OPEN");
        assertThat(environment.takeFaults())
                .containsExactly("telling a listener: java.lang.IllegalStateException: listener");
    }

    @Test
    void r19_aListenerTakenAwayIsToldNoMore() {
        breaker.removeListener(listener);
        breaker.addListener(listener);
        breaker.removeListener(listener);
        trip();
        environment.deliverNews();
        assertThat(told).isEmpty();
    }

    @Test
    void r19_listenersOfTheDeskHearOfEveryBreaker() {
        Breaker other = environment.breaker(settings().build());
        List<Transition> heard = new ArrayList<>();
        TransitionListener all = heard::add;
        environment.events.addListener(all);
        environment.events.addListener(all);
        breaker.transitionToForcedOpen();
        other.transitionToHalfOpen();
        environment.deliverNews();
        assertThat(heard).extracting(Transition::to).containsExactly(State.FORCED_OPEN, State.HALF_OPEN);
        environment.events.removeListener(all);
        other.transitionToClosed();
        environment.deliverNews();
        assertThat(heard).hasSize(2);
    }

    @Test
    void r19_aListenerMayMoveTheBreaker() {
        breaker.addListener(change -> {
            if (change.to() == State.OPEN) {
                breaker.transitionToForcedClosed();
            }
        });
        breaker.addListener(listener);
        trip();
        environment.deliverNews();
        assertState(State.FORCED_CLOSED);
        assertThat(told).containsExactly("CLOSED>OPEN", "OPEN>FORCED_CLOSED");
    }

    @Test
    void r19_tasksBeyondTheBoundAreDroppedAndCounted() {
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < EventThread.MAX_TASKS + 3; i++) {
            int number = i;
            environment.events.execute(() -> ran.add(number));
        }
        assertThat(environment.events.droppedCount()).isEqualTo(3);
        environment.deliverNews();
        assertThat(ran).hasSize(EventThread.MAX_TASKS).startsWith(0, 1, 2).isSorted();
        environment.events.execute(() -> {
            throw new IllegalStateException("task");
        });
        environment.deliverNews();
        assertThat(environment.takeFaults()).containsExactly("a task: java.lang.IllegalStateException: task");
    }

    @Test
    void r19_itsThreadIsADaemonThatKeepsNothingAliveAndTellsTheRestWhenItStops() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch first = new CountDownLatch(1);
        breaker.addListener(change -> {
            thread.set(Thread.currentThread());
            first.countDown();
        });
        breaker.addListener(change -> {
            synchronized (told) {
                told.add(change.from() + ">" + change.to());
            }
        });
        environment.events.start();
        environment.events.start();
        trip();
        assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
        Thread desk = thread.get();
        assertThat(desk).isNotSameAs(Thread.currentThread());
        assertThat(desk.isDaemon()).isTrue();
        assertThat(desk.getName()).isEqualTo("fusebox");
        assertThat(desk.getContextClassLoader()).isNull();
        assertThat(desk.getThreadGroup().getParent()).isNull();
        breaker.transitionToForcedOpen();
        environment.events.stop(20_000);
        assertThat(desk.isAlive()).isFalse();
        synchronized (told) {
            assertThat(told).containsExactly("CLOSED>OPEN", "OPEN>FORCED_OPEN");
        }
        environment.events.stop(1);
    }

    @Test
    void r19_aThreadThatCouldNotEndInTimeIsFollowedInOrder() throws Exception {
        CountDownLatch telling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(3);
        breaker.addListener(change -> {
            telling.countDown();
            awaitQuietly(goOn);
        });
        breaker.addListener(change -> {
            synchronized (told) {
                told.add(change.from() + ">" + change.to());
            }
            all.countDown();
        });
        environment.events.start();
        trip();
        awaitQuietly(telling);
        environment.events.stop(1);
        CountDownLatch looked = new CountDownLatch(2);
        environment.events.addTicker(looked::countDown);
        environment.events.start();
        breaker.transitionToForcedOpen();
        breaker.transitionToClosed();
        awaitQuietly(looked);
        synchronized (told) {
            assertThat(told).as("while the first listener is being told").isEmpty();
        }
        goOn.countDown();
        awaitQuietly(all);
        environment.events.stop(20_000);
        synchronized (told) {
            assertThat(told).containsExactly("CLOSED>OPEN", "OPEN>FORCED_OPEN", "FORCED_OPEN>CLOSED");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void r19_aQueueThatFailsDisturbsNobodyAndTheNewsComesWithTheNext() {
        TransitionFeed news = new TransitionFeed(breaker, null);
        news.run();
        assertThat(news.get()).as("taken for queued").isFalse();
    }

    @Test
    void r19_regularLooksHappenOnItsThreadUntilTakenAway() throws Exception {
        CountDownLatch looked = new CountDownLatch(2);
        Runnable look = looked::countDown;
        environment.events.addTicker(() -> {
            throw new IllegalStateException("look");
        });
        environment.events.addTicker(look);
        environment.events.start();
        assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
        environment.events.removeTicker(look);
        environment.events.stop(20_000);
        assertThat(environment.takeFaults())
                .isNotEmpty()
                .allMatch(fault -> fault.equals("a regular look: java.lang.IllegalStateException: look"));
    }
}
