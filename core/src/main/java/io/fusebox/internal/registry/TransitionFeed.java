package io.fusebox.internal.registry;

import io.fusebox.Transition;
import io.fusebox.internal.engine.PeriodLog;
import io.fusebox.internal.jdk.JdkThreads;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The changes of state of one breaker that nobody was told yet (R19).
 *
 * <p>A breaker's last changes are part of its state, so what is queued for the {@link EventThread} is only the fact that
 * there are some, at most once for each breaker: the queue is bounded, nothing is ever in the wrong order, and what is lost
 * when the event thread falls behind by more than {@link PeriodLog#REMEMBERED} changes is known exactly.
 */
final class TransitionFeed extends AtomicBoolean implements Runnable {
    private static final long serialVersionUID = 1L;

    private final transient Breaker breaker;
    private final transient EventThread desk;

    /** How many changes were delivered; only for the event thread. */
    private long told;

    TransitionFeed(Breaker breaker, EventThread desk) {
        this.breaker = breaker;
        this.desk = desk;
    }

    @Override
    public void run() {
        if (!get() && compareAndSet(false, true)) {
            try {
                desk.hasNews(this);
            } catch (Throwable fault) {
                // Out of memory: the change has happened and stays, and is delivered with the next one.
                set(false);
                JdkThreads.passOn(fault);
            }
        }
    }

    /** Delivers the new changes, oldest first; only for the event thread. */
    void tell() {
        set(false);
        PeriodLog history = breaker.history();
        int count = (int) Math.min(history.changes - told, history.recent.length);
        desk.dropped(history.changes - told - count);
        told = history.changes;
        for (int i = count - 1; i >= 0; i--) {
            Transition change = history.recent[i];
            desk.tell(breaker, change);
        }
    }
}
