package io.fusebox.internal.engine;

/**
 * Where a fault may be put into a class under test: before each allocation and each call, by {@link FaultLoader}. For one
 * thread at a time.
 */
public final class FaultPoint {
    /** What kind of step comes after the point: what can be thrown there depends on it. */
    public enum Step {
        /** An object is made: there may be no room in the heap. */
        ALLOCATION(0),
        /** A call of code that is not the engine's, and that may need room in the heap, fail, or be missing. */
        OUTSIDE(1),
        /** Any other call: there may be no room on the stack, or the program may stop the thread. */
        CALL(2);

        /** As the classes under test pass it. */
        final int code;

        Step(int code) {
            this.code = code;
        }
    }

    /** What fails. */
    enum Mode {
        /** One thing that needs room in the heap. */
        ALLOCATION(true, true, false, false),
        /** Everything that needs room in the heap, from one on. */
        FULL_HEAP(true, true, false, true),
        /** One call of code that is not the engine's. */
        OUTSIDE(false, true, false, false),
        /** One call. */
        CALL(false, true, true, false),
        /** Every call from one on: the stack is full. */
        FULL_STACK(false, true, true, true);

        private final boolean allocations;
        private final boolean outside;
        private final boolean calls;
        private final boolean lasting;

        Mode(boolean allocations, boolean outside, boolean calls, boolean lasting) {
            this.allocations = allocations;
            this.outside = outside;
            this.calls = calls;
            this.lasting = lasting;
        }

        boolean fails(Step step) {
            return switch (step) {
                case ALLOCATION -> allocations;
                case OUTSIDE -> outside;
                case CALL -> calls;
            };
        }
    }

    /** By {@link Step#code}. */
    private static final Step[] STEPS = Step.values();

    private static volatile Thread armed;
    private static Mode mode;
    private static int at;
    private static int seen;
    private static Throwable fault;
    private static String firedAt;

    private FaultPoint() {}

    /** Says what fails when next armed. */
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

    /** Called by the classes under test. */
    public static void reached(int step, String where) {
        if (Thread.currentThread() != armed || !mode.fails(STEPS[step])) {
            return;
        }
        seen++;
        if (seen == at || (seen > at && mode.lasting)) {
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
