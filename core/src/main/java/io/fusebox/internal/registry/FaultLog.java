package io.fusebox.internal.registry;

import io.fusebox.internal.engine.Environment.Faults;
import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.jdk.JdkThreads;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts Fusebox's own faults and passes one of each cause on (R15). */
public final class FaultLog implements Faults {
    /** How many causes are distinguished; faults of further causes are only counted. */
    private static final int MAX_CAUSES = 100;

    private final AtomicLong count = new AtomicLong();
    private final Set<String> causes = new HashSet<>();
    private volatile @Nullable String last;
    private volatile @Nullable Faults next;

    /** Receives the first fault of each cause; null: nobody. */
    public void passTo(@Nullable Faults log) {
        next = log;
    }

    @Override
    public void report(String where, Throwable fault) {
        note(where, null, fault);
    }

    @Override
    public void report(String where, Object what, Throwable fault) {
        note(where, what, fault);
    }

    /** Counts first, which takes no room in the heap; then tries to say what it was. */
    private void note(String where, @Nullable Object what, Throwable fault) {
        count.incrementAndGet();
        last = where;
        try {
            String doing = what == null ? where : where + ' ' + what;
            int[] depth = OwnCalls.begin();
            try {
                last = doing + ": " + fault;
                passOn(doing, fault);
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable hopeless) {
            // Out of memory or of stack: the call goes through, and that is what matters.
            JdkThreads.passOn(hopeless);
        }
    }

    private void passOn(String doing, Throwable fault) {
        String cause = doing + ": " + fault.getClass().getName();
        boolean isNew;
        synchronized (causes) {
            isNew = causes.size() < MAX_CAUSES && causes.add(cause);
        }
        Faults log = next;
        if (!isNew || log == null) {
            return;
        }
        boolean passed = false;
        try {
            log.report(doing, fault);
            passed = true;
        } finally {
            if (!passed) {
                forget(cause);
            }
        }
    }

    /** The next one of this cause is passed on: there was no room this time. */
    private void forget(String cause) {
        synchronized (causes) {
            causes.remove(cause);
        }
    }

    public long count() {
        return count.get();
    }

    /** The newest fault: where, class, message; null if there was none. */
    public @Nullable String last() {
        return last;
    }
}
