package io.fusebox.internal.registry;

import io.fusebox.internal.engine.Faults;
import io.fusebox.internal.engine.OwnCalls;
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
        try {
            count.incrementAndGet();
            String text = where + ": " + fault.getClass().getName();
            boolean isNew;
            synchronized (causes) {
                isNew = causes.size() < MAX_CAUSES && causes.add(text);
            }
            int[] depth = OwnCalls.begin();
            try {
                last = text + ": " + fault.getMessage();
                Faults log = next;
                if (isNew && log != null) {
                    log.report(where, fault);
                }
            } finally {
                depth[OwnCalls.AT]--;
            }
        } catch (Throwable hopeless) {
            // Out of memory or of stack: the call goes through, and that is what matters.
            return;
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
