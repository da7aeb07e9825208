package io.fusebox.internal;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What a breaker lives in, in the hands of a test: the clock, the luck, and a record of what went wrong inside. */
final class TestEnvironment implements Environment {
    final FakeTicker clock = new FakeTicker();
    final List<String> faults = new CopyOnWriteArrayList<>();
    final NewsDesk desk = new NewsDesk(this::noteFault);
    volatile double spread = 0.5;
    volatile boolean stackTraces;
    final List<String> rejections = new CopyOnWriteArrayList<>();
    /** Thrown by the clock, if set: a fault inside Fusebox. */
    volatile RuntimeException clockFault;
    /** Happens once, inside the next look at the clock: what another thread does between two steps of this one. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

    private void noteFault(String where, Throwable fault) {
        faults.add(where + ": " + fault);
    }

    Breaker breaker(CircuitBreakerSettings settings) {
        return new Breaker(BreakerId.of("payments"), settings, this);
    }

    /** Has the listeners told what is new, on this thread: the desk's own is not started. */
    void deliverNews() {
        desk.run();
    }

    /** Has this happen once, after the breaker next looked at the clock and before it acts on it. */
    void meanwhile(Runnable other) {
        meanwhile.set(other);
    }

    /** The faults so far, taken out. */
    List<String> takeFaults() {
        List<String> taken = new ArrayList<>(faults);
        faults.clear();
        return taken;
    }

    @Override
    public Ticker ticker() {
        return () -> {
            if (clockFault != null) {
                throw clockFault;
            }
            long nanos = clock.nanos();
            Runnable other = meanwhile.getAndSet(null);
            if (other != null) {
                other.run();
            }
            return nanos;
        };
    }

    @Override
    public double spread() {
        return spread;
    }

    @Override
    public Faults faults() {
        return this::noteFault;
    }

    @Override
    public NewsDesk desk() {
        return desk;
    }

    @Override
    public void rejected(String breaker, State state, long retryAfterNanos) {
        rejections.add(breaker + " " + state);
    }

    @Override
    public boolean stackTraces() {
        return stackTraces;
    }
}
