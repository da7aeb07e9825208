package io.fusebox.agent.async;

import java.util.Set;
import java.util.TreeSet;

/** Where a fault may happen in a class under test; {@link FaultLoader} puts the points there. For one thread at a time. */
public final class FaultPoint {
    /** An allocation. */
    public static final int ALLOCATION = 0;

    /** A call of code that may allocate: of the JDK, a library or the program. */
    public static final int FOREIGN_CALL = 1;

    /** A call of the core. */
    public static final int CALL = 2;

    /** A call of code that was linked before and allocates nothing by itself: only a full stack makes it fail. */
    public static final int SAFE_CALL = 3;

    /** What fails. */
    enum Mode {
        /** One point, of whatever kind. */
        ONCE,
        /** Whatever may allocate, from one point on: the heap is full. */
        HEAP,
        /** Every call, from one point on: the stack is full. */
        STACK
    }

    private static volatile Thread armed;
    private static Mode mode;
    private static int at;
    private static int seen;
    private static Throwable fault;
    private static String firedAt;

    private static final Set<String> LATE = new TreeSet<>();
    private static volatile boolean calling;

    private FaultPoint() {}

    /** Says whether a method is being called, rather than woven. */
    public static void calling(boolean now) {
        calling = now;
    }

    /** Called when a class under test is loaded. */
    static void loaded(String name) {
        if (calling) {
            LATE.add(name);
        }
    }

    /** The classes that were loaded by a call: had there been no room then, they would never have worked. */
    static Set<String> late() {
        return LATE;
    }

    /** Says what fails while {@link #arm armed}. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static void prepare(Mode what, int number, Throwable thrown) {
        mode = what;
        at = number;
        fault = thrown;
        seen = 0;
        firedAt = null;
    }

    /** From now on, on the current thread. */
    public static void arm() {
        armed = Thread.currentThread();
    }

    public static void disarm() {
        armed = null;
    }

    /** Where the fault was thrown first; null if it was not. */
    public static String firedAt() {
        return firedAt;
    }

    /** Whether the fault is a full stack. */
    public static boolean isOfStack() {
        return fault instanceof StackOverflowError;
    }

    /** Whether the fault says that the program stops the thread. */
    public static boolean isDeath() {
        return fault.getClass().getName().equals("java.lang.ThreadDeath");
    }

    /** Called by the classes under test. */
    public static void reached(int kind, String where) {
        if (Thread.currentThread() != armed
                || (mode == Mode.HEAP && kind == CALL)
                || (kind == SAFE_CALL && !isOfStack())
                || (mode == Mode.STACK && kind == ALLOCATION)) {
            return;
        }
        seen++;
        if (seen == at || (seen > at && mode != Mode.ONCE)) {
            if (firedAt == null) {
                firedAt = where;
            }
            FaultPoint.<RuntimeException>sneak(fault);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
