package io.fusebox.internal.engine;

import io.fusebox.internal.jdk.JdkThreads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The exact counters of one breaker, and who is inside a call of it (R14).
 *
 * <p>A thread that calls the breaker claims a {@link ThreadSlot}, found again by its thread's number: from then on it counts with
 * plain writes, and knows by one plain read whether a call is nested. Two atomic adders and a {@code ThreadLocal}, the
 * usual way, cost three times as much. Threads that find their place taken, and virtual threads, which are too many and
 * too short-lived to own anything, count atomically in a shared slot and keep what they are in in a {@code ThreadLocal}.
 *
 * <p>Guarantees:
 * <ol>
 *   <li>A sum is exact once the calls it counts have ended: counters are never moved, reset or lost.
 *   <li>A sum read later is never smaller.
 *   <li>A thread that sees the end of a call counted sees its admission counted, too.
 *   <li>No thread ever waits here.
 * </ol>
 */
public final class CallCounters {
    static final int ADMITTED = 0;
    /** Of SUCCESS, ERROR, IGNORED and SLOW: those that counted for a CLOSED period. */
    static final int SUCCESS = 1;

    static final int ERROR = 2;
    static final int IGNORED = 3;
    static final int CANCELLED = 4;
    static final int REJECTED = 5;
    static final int WOULD_REJECT = 6;
    static final int LATE = 7;
    static final int SLOW = 8;
    /** The others: of probes and forced calls, late, or only observed. */
    static final int OTHER_SUCCESS = 9;

    static final int OTHER_ERROR = 10;
    static final int OTHER_IGNORED = 11;
    static final int OTHER_SLOW = 12;
    static final int COUNTERS = 13;

    /** Calls that counted as slow for a CLOSED period before they ended (R21); only in the shared slot. */
    static final int HUNG = 13;

    /** Those of them whose outcome has counted for that period too; only in the shared slot. */
    static final int HUNG_ENDED = 14;

    static final int SHARED_COUNTERS = 15;

    /** How many threads may own a slot of an ordinary breaker, and of one that is one of many for its key. */
    public static final int MAX_SLOTS = 64;

    public static final int MAX_SLOTS_OF_A_KEY = 4;

    /** After how many claims in vain the table grows: a passing thread is not worth a slot. */
    private static final int PATIENCE = 16;

    private static final VarHandle SLOTS;
    private static final VarHandle BUSY;
    private static final VarHandle SHARED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SLOTS = lookup.findVarHandle(CallCounters.class, "slots", ThreadSlot[].class);
            BUSY = lookup.findVarHandle(CallCounters.class, "busy", int.class);
            SHARED = lookup.findVarHandle(CallCounters.class, "shared", long[].class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int maxSlots;

    /**
     * A power of two long; a thread's place is its number modulo the length. Replaced, never shrunk, under {@link #busy}, with
     * release. A thread that looks for its own slot reads it plainly: it wrote that slot itself, and any later table has
     * it too.
     */
    @SuppressWarnings("FieldMayBeFinal")
    private @Nullable ThreadSlot[] slots = new ThreadSlot[1];

    /** 1 while a thread changes {@link #slots}; through {@link #BUSY}. */
    @SuppressWarnings("UnusedVariable")
    private volatile int busy;

    private volatile long @Nullable [] shared;
    private int claimsInVain;

    /** @param maxSlots how many threads may own a slot, a power of two */
    public CallCounters(int maxSlots) {
        this.maxSlots = maxSlots;
    }

    /** The slot of the current thread, or null if it has none. */
    @Nullable
    ThreadSlot own() {
        Thread thread = Thread.currentThread();
        @Nullable ThreadSlot[] table = slots;
        ThreadSlot slot = table[JdkThreads.number(thread) & (table.length - 1)];
        return slot != null && slot.refersTo(thread) ? slot : null;
    }

    /** Claims a slot for the current thread, which has none and is in no call of this breaker; null if none is to be had. */
    @Nullable
    ThreadSlot claim(StateMachine machine) {
        Thread thread = Thread.currentThread();
        if (JdkThreads.isVirtual(thread) || !BUSY.compareAndSet(this, 0, 1)) {
            return null;
        }
        try {
            @Nullable ThreadSlot[] table = (@Nullable ThreadSlot[]) SLOTS.getAcquire(this);
            int place = JdkThreads.number(thread) & (table.length - 1);
            ThreadSlot taken = table[place];
            if (taken != null && !taken.isAbandoned()) {
                if (table.length >= maxSlots || ++claimsInVain < PATIENCE) {
                    return null;
                }
                claimsInVain = 0;
                table = grown(table);
                place = JdkThreads.number(thread) & (table.length - 1);
                taken = table[place];
                if (taken != null && !taken.isAbandoned()) {
                    SLOTS.setRelease(this, table);
                    return null;
                }
            }
            ThreadSlot slot = new ThreadSlot(thread, machine, taken);
            @Nullable ThreadSlot[] next = table.clone();
            next[place] = slot;
            SLOTS.setRelease(this, next);
            return slot;
        } finally {
            busy = 0;
        }
    }

    /** Twice as long: each slot goes to the place of its owner's number, or, abandoned, to either of the two it may have. */
    private static @Nullable ThreadSlot[] grown(@Nullable ThreadSlot[] table) {
        @Nullable ThreadSlot[] next = new ThreadSlot[table.length * 2];
        for (int place = 0; place < table.length; place++) {
            ThreadSlot slot = table[place];
            if (slot != null) {
                Thread owner = slot.get();
                next[owner == null ? place : JdkThreads.number(owner) & (next.length - 1)] = slot;
            }
        }
        return next;
    }

    /** Whether the current thread is inside a call of this breaker (R14). */
    boolean inCall(@Nullable ThreadSlot own) {
        return own != null ? own.inCall() && own.isStillInCall() : Nesting.contains(this);
    }

    /**
     * Counts an admission; the current thread is inside a call of this breaker from now on. Wholly or not at all: what may
     * fail comes before the admission is counted.
     */
    void begin(@Nullable ThreadSlot own, Permit permit) {
        Probe probe = permit instanceof Probe one ? one : null;
        if (own != null) {
            own.probe = probe;
            own.increment(ADMITTED);
            own.inCall = 1;
        } else {
            long[] counts = shared();
            @Nullable Object[] marks = Nesting.withRoom();
            int free = Nesting.free(marks);
            ThreadSlot.incrementShared(counts, ADMITTED);
            marks[free] = probe == null ? this : probe;
        }
    }

    /** Sees to it that a call which ends on another thread can be counted there without room in the heap (R6). */
    void prepare() {
        var unused = shared();
    }

    /** Notes that the call that the current thread is inside of may end on another. */
    void begin(@Nullable ThreadSlot own, DetachedCall call) {
        if (own != null) {
            own.detached = call;
        } else {
            Nesting.replace(this, call);
        }
    }

    /** Notes that the current thread, which is inside no call of this breaker, goes on with that one. */
    void resume(@Nullable ThreadSlot own, DetachedCall call) {
        if (own != null) {
            own.detached = call;
            own.inCall = 1;
        } else {
            @Nullable Object[] marks = Nesting.withRoom();
            marks[Nesting.free(marks)] = call;
        }
    }

    /** Notes that the current thread is inside no call of this breaker any more. */
    void leave(@Nullable ThreadSlot own) {
        if (own != null) {
            own.leave();
        } else {
            Nesting.remove(this);
        }
    }

    /** Notes that the current thread is not inside that call any more; does nothing on others. */
    void leave(@Nullable ThreadSlot own, DetachedCall call) {
        if (own == null) {
            Nesting.remove(call);
        } else if (own.detached == call) {
            // Both or neither: no call in between, which might find no room on the stack.
            own.detached = null;
            own.probe = null;
            own.inCall = 0;
        }
    }

    /**
     * Lets all threads that own a slot out of the woven call that they are in. A call that code began at this moment may
     * lose its mark too: a nested one then counts by itself, once.
     */
    public void forgetCalls() {
        for (ThreadSlot slot : (@Nullable ThreadSlot[]) SLOTS.getAcquire(this)) {
            DetachedCall detached = slot == null ? null : slot.detached;
            if (slot != null && (detached == null || detached.isWoven())) {
                slot.detached = null;
                slot.leave();
            }
        }
    }

    /** The call that the current thread is inside of, if it is one that may end on another; null if not. */
    @Nullable
    DetachedCall detached(@Nullable ThreadSlot own) {
        return own == null ? Nesting.detached(this) : own.inCall() ? own.detached : null;
    }

    /** See {@link CallGate#cancelLost}. A probe leaves its slot (R7). */
    boolean cancelLost() {
        ThreadSlot own = own();
        DetachedCall call = detached(own);
        if (call != null) {
            if (call.isWoven()) {
                call.loseItsThread();
            }
            return call.isWoven();
        }
        boolean lost = own == null ? Nesting.cancelLost(this) : own.inCall();
        if (lost && own != null) {
            Probe probe = own.probe;
            if (probe != null) {
                probe.left = Outcome.CANCELLED;
            }
            own.leave();
        }
        if (lost) {
            increment(own, CANCELLED);
        }
        return lost;
    }

    void increment(@Nullable ThreadSlot own, int counter) {
        if (own != null) {
            own.increment(counter);
        } else {
            ThreadSlot.incrementShared(shared(), counter);
        }
    }

    private long[] shared() {
        long[] counts = shared;
        if (counts == null) {
            SHARED.compareAndSet(this, null, ThreadSlot.newCounts());
            counts = shared;
        }
        return Objects.requireNonNull(counts);
    }

    long sum(int counter) {
        long sum = 0;
        for (ThreadSlot slot : (@Nullable ThreadSlot[]) SLOTS.getAcquire(this)) {
            if (slot != null) {
                sum += slot.read(counter);
            }
        }
        long[] common = shared;
        return common == null ? sum : sum + ThreadSlot.read(common, counter);
    }

    /** The totals, at the places of their counters: SUCCESS, ERROR, IGNORED and SLOW with the others of their kind. */
    public long[] totals() {
        long[] sums = new long[COUNTERS];
        for (int counter = 0; counter < COUNTERS; counter++) {
            sums[counter] = sum(counter);
        }
        sums[SUCCESS] += sums[OTHER_SUCCESS];
        sums[ERROR] += sums[OTHER_ERROR];
        sums[IGNORED] += sums[OTHER_IGNORED];
        sums[SLOW] += sums[OTHER_SLOW] + hung(HUNG);
        return sums;
    }

    /** Calls that ended, whatever the outcome. */
    private long ended() {
        return good() + errors() + sum(CANCELLED) + sum(OTHER_SUCCESS) + sum(OTHER_ERROR) + sum(OTHER_IGNORED);
    }

    /** Calls admitted and not ended. The ends are read first, so that the difference is never negative. */
    public long active() {
        long ended = ended();
        return sum(ADMITTED) - ended;
    }

    /** Successes and ignored exceptions that counted for a CLOSED period. */
    long good() {
        return sum(SUCCESS) + sum(IGNORED);
    }

    /** Errors that counted for a CLOSED period. */
    long errors() {
        return sum(ERROR);
    }

    /** Slow calls that counted for a CLOSED period. */
    long slow() {
        return sum(SLOW) + hung(HUNG);
    }

    /** Calls that counted for a CLOSED period: those that ended, and those that hang (R21). */
    long counted() {
        return good() + errors() + hung(HUNG) - hung(HUNG_ENDED);
    }

    private long hung(int counter) {
        long[] common = shared;
        return common == null ? 0 : ThreadSlot.read(common, counter);
    }

    /** The slots of the threads that own one; an element may be null. */
    @Nullable
    ThreadSlot[] slots() {
        return (@Nullable ThreadSlot[]) SLOTS.getAcquire(this);
    }
}
