package io.fusebox.agent.call;

import io.fusebox.Ticker;
import io.fusebox.agent.call.member.Initialised;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One breaker for each value of a key, at most {@code max-keys} of them. Safe for use by any thread.
 *
 * <p>A key that finds no room takes the place of the least recently used one that may leave: one that is CLOSED, has no
 * call under way and was not used for {@value #REST_SECONDS} seconds. When none may, the key shares the breaker without a
 * key; {@link #sharedCalls} counts these calls.
 */
public final class KeyedBreakers {
    static {
        Initialised.classes(Entry.class);
    }

    private static final long REST_SECONDS = 300;
    private static final long REST = TimeUnit.SECONDS.toNanos(REST_SECONDS);

    /** How exactly the time of the last use is known: noting it on every call would make threads wait for each other. */
    private static final long GRAIN = TimeUnit.SECONDS.toNanos(1);

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final LongAdder sharedCalls = new LongAdder();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Registry registry;
    private final Ticker ticker;
    private final Breaker unkeyed;
    /** No IntConsumer: that would be one class more to load at the start. */
    private final Consumer<Integer> whenFull;

    private volatile int maxKeys;
    private volatile boolean closed;

    /** Until when none may leave; the search for one is not for every call. */
    private volatile long fullUntil;

    private volatile boolean full;

    /**
     * @param unkeyed the breaker of that name without a key
     * @param whenFull told the limit when a key has to share it for the first time under that limit
     */
    public KeyedBreakers(Registry registry, Breaker unkeyed, int maxKeys, Consumer<Integer> whenFull) {
        this.registry = registry;
        this.ticker = registry.ticker();
        this.unkeyed = unkeyed;
        this.maxKeys = maxKeys;
        this.whenFull = whenFull;
    }

    /** The gate of the key's breaker. */
    CallGate gate(String text) {
        String key = text.length() <= LongKey.LONGEST ? text : LongKey.shortened(text);
        long now = ticker.nanos();
        for (; ; ) {
            Entry entry = entries.get(key);
            if (entry == null) {
                entry = closed || isFull(now) ? null : add(key, now);
                if (entry == null) {
                    return closed ? unkeyed.gate() : shared();
                }
            }
            if (entry.use(now)) {
                return entry.gate;
            }
        }
    }

    private boolean isFull(long now) {
        return full && now - fullUntil < 0;
    }

    private CallGate shared() {
        sharedCalls.increment();
        if (!told.get() && told.compareAndSet(false, true)) {
            whenFull.accept(maxKeys);
        }
        return unkeyed.gate();
    }

    private synchronized @Nullable Entry add(String key, long now) {
        Entry known = entries.get(key);
        if (known != null) {
            return known;
        }
        if (closed) {
            return null;
        }
        while (entries.size() >= maxKeys) {
            if (!makeRoom(now)) {
                full = true;
                fullUntil = now + GRAIN;
                return null;
            }
        }
        full = false;
        BreakerId id = new BreakerId(unkeyed.name(), Optional.of(key));
        Entry entry = new Entry(registry.breaker(id, unkeyed.settings()), now);
        entries.put(key, entry);
        return entry;
    }

    private boolean makeRoom(long now) {
        for (; ; ) {
            Entry oldest = null;
            for (Entry entry : entries.values()) {
                if (now - entry.usedAt >= REST
                        && (oldest == null || entry.usedAt - oldest.usedAt < 0)
                        && entry.breaker.isIdle()) {
                    oldest = entry;
                }
            }
            if (oldest == null) {
                return false;
            }
            if (oldest.leave(now)) {
                BreakerId id = oldest.breaker.id();
                entries.remove(id.key().orElseThrow());
                registry.remove(id);
                return true;
            }
        }
    }

    /** How many calls shared the breaker without a key because there was no room for theirs. */
    public long sharedCalls() {
        return sharedCalls.sum();
    }

    /** How many breakers there are. */
    public int size() {
        return entries.size();
    }

    /** Changes how many there may be; those that are too many leave when others want their place (R17). */
    public void maxKeys(int most) {
        if (most != maxKeys) {
            maxKeys = most;
            told.set(false);
        }
        full = false;
    }

    /** Takes all of them out; calls that still come share the breaker without a key. */
    public synchronized void close() {
        closed = true;
        for (Entry entry : entries.values()) {
            registry.remove(entry.breaker.id());
        }
        entries.clear();
    }

    /** A breaker and when it was last used. */
    private static final class Entry {
        /** In place of a time: the breaker has left, and a thread that still holds it looks again. */
        private static final long GONE = Long.MIN_VALUE;

        private static final VarHandle USED_AT;

        static {
            try {
                USED_AT = MethodHandles.lookup().findVarHandle(Entry.class, "usedAt", long.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        final Breaker breaker;
        final CallGate gate;
        volatile long usedAt;

        Entry(Breaker breaker, long now) {
            this.breaker = breaker;
            this.gate = breaker.gate();
            this.usedAt = now;
        }

        /** Notes that the breaker is used; false if it has left. */
        boolean use(long now) {
            for (; ; ) {
                long before = usedAt;
                if (before == GONE) {
                    return false;
                }
                if (now - before < GRAIN || USED_AT.compareAndSet(this, before, now)) {
                    return true;
                }
            }
        }

        /** From now on nobody finds the breaker; false if somebody did since it was looked at. */
        boolean leave(long now) {
            long before = usedAt;
            if (now - before < REST || !USED_AT.compareAndSet(this, before, GONE)) {
                return false;
            }
            if (breaker.isIdle()) {
                return true;
            }
            usedAt = before;
            return false;
        }
    }
}
