package io.fusebox.internal.registry;

import io.fusebox.Transition;
import io.fusebox.TransitionListener;
import io.fusebox.internal.engine.DetachedCall;
import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.engine.WatchedCalls;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fusebox's own daemon thread (R19): tells listeners what happened, runs tasks that must not run on a caller's thread, and
 * ticks for those who look at something now and then.
 *
 * <p>Callers only leave a note and wake the thread; they never wait. Safe for use by any thread.
 */
public final class EventThread implements Runnable {
    /** Tasks that wait at most; a further one is dropped and counted. */
    static final int MAX_TASKS = 1024;

    /** Milliseconds between two ticks. */
    static final long TICK_MILLIS = 200;

    /** After a failure, so that a full heap is not asked without a pause. */
    private static final long PAUSE_NANOS = 10_000_000;

    private final Faults faults;
    private final ConcurrentLinkedQueue<TransitionFeed> news = new ConcurrentLinkedQueue<>();
    private final ArrayBlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(MAX_TASKS);
    private final CopyOnWriteArrayList<TransitionListener> listeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Runnable> tickers = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile @Nullable Thread thread;

    /** Whether there should be a thread. */
    private volatile boolean wanted;

    /** For the thread alone. */
    private long nextTick = System.nanoTime();

    private long nextLook = nextTick;

    /** Whether listeners are being told: by the thread, or by the one before it that could not end in time. */
    private final AtomicBoolean telling = new AtomicBoolean();

    public EventThread(Faults faults) {
        this.faults = faults;
    }

    /** Starts the thread, unless it runs. If there is no room for a thread, the next note begins one. */
    public synchronized void start() {
        Thread present = thread;
        if (present == null || !present.isAlive()) {
            wanted = true;
            // No inherited thread locals and no context class loader: nothing of the program's is kept alive.
            Thread started = new Thread(systemGroup(), this, "fusebox", 0, false);
            started.setDaemon(true);
            started.setContextClassLoader(null);
            thread = started;
            try {
                started.start();
            } catch (OutOfMemoryError noRoom) {
                thread = null;
                faults.report("starting the thread", noRoom);
            }
        }
    }

    /** Wakes the thread, or begins another one in place of one that has died. */
    private void wake() {
        Thread present = thread;
        if (wanted && (present == null || !present.isAlive())) {
            start();
        }
        LockSupport.unpark(present);
    }

    /** Ends the thread. It first delivers what is left in the queues, unless that takes longer than the given time. */
    public void stop(long waitMillis) throws InterruptedException {
        Thread ending;
        synchronized (this) {
            ending = thread;
            thread = null;
            wanted = false;
        }
        if (ending != null) {
            LockSupport.unpark(ending);
            ending.join(waitMillis);
        }
    }

    private static ThreadGroup systemGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** Has the listener told the changes of every breaker. */
    public void addListener(TransitionListener listener) {
        listeners.addIfAbsent(listener);
    }

    public void removeListener(TransitionListener listener) {
        listeners.remove(listener);
    }

    /** Has the task run a few times a second on the thread. */
    public void addTicker(Runnable task) {
        tickers.addIfAbsent(task);
    }

    public void removeTicker(Runnable task) {
        tickers.remove(task);
    }

    /** Runs the task soon on the thread; drops and counts it if too many wait. */
    public void execute(Runnable task) {
        if (tasks.offer(task)) {
            wake();
        } else {
            dropped.incrementAndGet();
        }
    }

    /** Events that nobody was told, since too many came. */
    public long droppedCount() {
        return dropped.get();
    }

    /** Counts events that nobody was told. */
    public void dropped(long count) {
        dropped.addAndGet(count);
    }

    void hasNews(TransitionFeed of) {
        news.add(of);
        wake();
    }

    void tell(Breaker breaker, Transition change) {
        for (TransitionListener listener : listeners) {
            tell(listener, change);
        }
        for (TransitionListener listener : breaker.listeners()) {
            tell(listener, change);
        }
    }

    private void tell(TransitionListener listener, Transition change) {
        try {
            listener.onTransition(change);
        } catch (Throwable fault) {
            faults.report("telling a listener", fault);
        }
    }

    @Override
    public void run() {
        while (thread == Thread.currentThread()) {
            try {
                round();
            } catch (Throwable lost) {
                // Out of memory, say: what was just told is lost, and counted; the thread lives.
                dropped.incrementAndGet();
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
            Thread.interrupted();
        }
        DetachedCall.makeUpForLost();
        deliver();
    }

    private void round() {
        deliver();
        long now = System.nanoTime();
        if (now - nextTick >= 0) {
            nextTick = now + TICK_MILLIS * 1_000_000;
            DetachedCall.makeUpForLost();
            for (Runnable ticker : tickers) {
                runSafely(ticker, "a regular look");
            }
        }
        boolean watching = WatchedCalls.isAny();
        if (watching && now - nextLook >= 0) {
            nextLook = now + WatchedCalls.LOOK_MILLIS * 1_000_000;
            WatchedCalls.look(faults);
        }
        if ((news.isEmpty() || telling.get()) && tasks.isEmpty()) {
            LockSupport.parkNanos(
                    this, Math.max(1, (watching && nextLook - nextTick < 0 ? nextLook : nextTick) - System.nanoTime()));
        }
    }

    private void deliver() {
        if (telling.compareAndSet(false, true)) {
            try {
                for (TransitionFeed of = news.poll(); of != null; of = news.poll()) {
                    of.tell();
                }
            } finally {
                telling.set(false);
            }
        }
        // Those that are there now; one at a time, so that a failure loses no more than one.
        int due = tasks.size();
        for (Runnable task = tasks.poll(); task != null; task = --due > 0 ? tasks.poll() : null) {
            runSafely(task, "a task");
        }
    }

    private void runSafely(Runnable task, String what) {
        try {
            task.run();
        } catch (Throwable fault) {
            faults.report(what, fault);
        }
    }
}
