package io.fusebox.internal.engine;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Ticker;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.EventThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What a breaker lives in, in the hands of a test: the clock, the luck, and a record of what went wrong inside. */
public final class TestEnvironment implements Environment {
    public final FakeTicker clock = new FakeTicker();
    public final List<String> faults = new CopyOnWriteArrayList<>();
    public volatile double spread = 0.5;
    public volatile boolean stackTraces;
    public final List<String> rejections = new CopyOnWriteArrayList<>();
    /** Thrown by the clock, if set: a fault inside Fusebox. */
    public volatile RuntimeException clockFault;
    /** Happens once, inside the next look at the clock or at the luck: what another thread does between two steps of this one. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

    /** Always the same: it says which registry a breaker belongs to. */
    private final Environment.Faults told = this::noteFault;

    public final EventThread events = new EventThread(told);

    private void noteFault(String where, Throwable fault) {
        faults.add(where + ": " + fault);
    }

    public Breaker breaker(CircuitBreakerSettings settings) {
        return new Breaker(BreakerId.of("payments"), settings, this, events);
    }

    /** Has the listeners told what is new, on this thread: the desk's own is not started. */
    public void deliverNews() {
        events.run();
    }

    /** Has this happen once, after the breaker next looked at the clock and before it acts on it. */
    public void meanwhile(Runnable other) {
        meanwhile.set(other);
    }

    /** The faults so far, taken out. */
    public List<String> takeFaults() {
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
        Runnable other = meanwhile.getAndSet(null);
        if (other != null) {
            other.run();
        }
        return spread;
    }

    @Override
    public Environment.Faults faults() {
        return told;
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
