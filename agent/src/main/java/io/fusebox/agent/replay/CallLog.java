package io.fusebox.agent.replay;

import io.fusebox.internal.engine.BreakerId;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The recorded calls of one breaker. Times are nanoseconds of the recorder's clock; only their differences matter. First all
 * calls are {@link #add added}, then {@link #close} puts them in order; after that it is immutable.
 */
public final class CallLog {
    /** The letter of an outcome, as the event {@code io.fusebox.Call} has it. */
    public static final byte SUCCESS = 'S';

    public static final byte ERROR = 'E';
    public static final byte IGNORED = 'I';
    public static final byte CANCELLED = 'C';

    private final BreakerId id;
    private final String settings;
    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private byte[] outcomes = new byte[16];
    private int size;
    private long unknown;
    private long errors;

    /**
     * Two for each call: its number times two when it starts, plus one when it ends. In the order of time; of what happens at the
     * same time ends come first, since a call that began just after another had ended may have been recorded at the same instant.
     */
    private int[] steps = {};

    /** @param settings those of the breaker when it was recorded, as a configuration file has them: {@code key = value} a line */
    public CallLog(BreakerId id, String settings) {
        this.id = id;
        this.settings = settings;
    }

    /**
     * Adds a call that ran to its end.
     *
     * @param outcome its letter
     */
    public void add(long start, long end, byte outcome) {
        if (size == starts.length) {
            int more = size + (size >> 1);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            outcomes = Arrays.copyOf(outcomes, more);
        }
        starts[size] = start;
        ends[size] = Math.max(start, end);
        outcomes[size] = outcome;
        size++;
        if (outcome == ERROR) {
            errors++;
        }
    }

    /** Adds a call that its breaker rejected: nobody knows how it would have ended. */
    public void addUnknown() {
        unknown++;
    }

    /** Adds the calls of another one. */
    void addAll(CallLog other) {
        for (int i = 0; i < other.size; i++) {
            add(other.starts[i], other.ends[i], other.outcomes[i]);
        }
        unknown += other.unknown;
    }

    /** All calls are there. */
    public void close() {
        sortBy(starts);
        int[] byEnd = order(ends, size);
        steps = new int[2 * size];
        int started = 0;
        int ended = 0;
        for (int i = 0; i < steps.length; i++) {
            int next = byEnd[ended];
            boolean ends = next < started && (started == size || this.ends[next] <= starts[started]);
            steps[i] = ends ? next << 1 | 1 : started << 1;
            if (ends) {
                ended++;
            } else {
                started++;
            }
        }
    }

    private void sortBy(long[] times) {
        int[] order = order(times, size);
        long[] newStarts = new long[size];
        long[] newEnds = new long[size];
        byte[] newOutcomes = new byte[size];
        for (int i = 0; i < size; i++) {
            newStarts[i] = starts[order[i]];
            newEnds[i] = ends[order[i]];
            newOutcomes[i] = outcomes[order[i]];
        }
        starts = newStarts;
        ends = newEnds;
        outcomes = newOutcomes;
    }

    /** The numbers of the elements in the order of their times; of equal ones the first comes first. */
    private static int[] order(long[] times, int size) {
        Integer[] order = new Integer[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        // It is quick where long runs are in order already, as those of threads that wrote in turn are.
        Arrays.sort(order, Comparator.comparingLong(call -> times[call]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** Which breaker. */
    public BreakerId id() {
        return id;
    }

    /** Its settings when it was recorded. */
    public String settings() {
        return settings;
    }

    /** How many calls there are whose outcome is known. */
    public int size() {
        return size;
    }

    /** How many of them are errors. */
    public long errors() {
        return errors;
    }

    /** How many there are whose outcome nobody knows. */
    public long unknown() {
        return unknown;
    }

    /** How many starts and ends there are. */
    int steps() {
        return steps.length;
    }

    /** A start or an end in the order of time: the call's number times two, plus one for an end. */
    int step(int i) {
        return steps[i];
    }

    long start(int call) {
        return starts[call];
    }

    long end(int call) {
        return ends[call];
    }

    /** When a call ended. */
    public long endOf(int call) {
        return ends[call];
    }

    /** Whether it was an error. */
    public boolean isError(int call) {
        return outcomes[call] == ERROR;
    }

    byte outcome(int call) {
        return outcomes[call];
    }

    /** When the first call began; 0 without calls. */
    public long begin() {
        return size == 0 ? 0 : starts[0];
    }

    /** When the last call ended; 0 without calls. */
    public long end() {
        return size == 0 ? 0 : ends[steps[steps.length - 1] >> 1];
    }
}
