package io.fusebox.agent.micrometer;

import io.fusebox.agent.metrics.Family;
import io.fusebox.agent.metrics.Samples;
import io.fusebox.internal.engine.Environment.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The numbers of one subject: a breaker, or the program. Micrometer asks for them one by one, so they are read together and kept
 * for a moment. Counters never go down, whatever an operator's reset does to the totals: some registries would send a negative
 * number. Never throws. Safe for use by any thread.
 */
final class MeterSource {
    private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Reads the samples of a family. */
    interface Reader {
        /** Begins to read: what is read until the next call of it belongs together. */
        void begin();

        /** The samples of a family, as of {@link #begin}. */
        void read(Family family, Samples.Sink sink);
    }

    /**
     * A meter.
     *
     * @param label the name of a further tag; empty if there is none
     * @param labelValue its value
     */
    record Slot(Family family, String label, String labelValue) {}

    private final Reader reader;
    private final List<Slot> slots;
    private final Faults faults;
    private final double[] values;
    private final double[] last;
    private final double[] before;
    private boolean wasRead;
    private long readAt;

    MeterSource(Reader reader, List<Slot> slots, Faults faults) {
        this.reader = reader;
        this.slots = slots;
        this.faults = faults;
        this.values = new double[slots.size()];
        this.last = new double[slots.size()];
        this.before = new double[slots.size()];
    }

    /** The meters of a breaker, or of the program. */
    static List<Slot> slots(boolean ofBreaker) {
        List<Slot> slots = new ArrayList<>();
        for (Family family : Family.values()) {
            if (Samples.isOfBreaker(family) == ofBreaker) {
                for (String value : Samples.labelValues(family)) {
                    slots.add(new Slot(family, value.isEmpty() ? "" : Samples.label(family), value));
                }
            }
        }
        return slots;
    }

    List<Slot> slots() {
        return slots;
    }

    /** The function that Micrometer calls for a meter. */
    ToDoubleFunction<Object> function(int slot) {
        return source -> value(slot);
    }

    private synchronized double value(int slot) {
        try {
            long now = System.nanoTime();
            if (!wasRead || now - readAt > KEPT_NANOS) {
                read();
                wasRead = true;
                readAt = now;
            }
        } catch (Throwable fault) {
            faults.report("reading the figures for Micrometer", fault);
        }
        return values[slot];
    }

    private void read() {
        reader.begin();
        double[] now = new double[values.length];
        // A gauge of Micrometer cannot be absent.
        Arrays.fill(now, Double.NaN);
        for (int slot = 0; slot < now.length; slot++) {
            if (slot == 0 || slots.get(slot).family() != slots.get(slot - 1).family()) {
                reader.read(slots.get(slot).family(), new Target(now, slot));
            }
        }
        for (int slot = 0; slot < now.length; slot++) {
            values[slot] = slots.get(slot).family().isCounter() ? growing(slot, now[slot]) : now[slot];
        }
    }

    private double growing(int slot, double now) {
        if (now < last[slot]) {
            before[slot] += last[slot];
        }
        last[slot] = now;
        return before[slot] + now;
    }

    /** Where the samples of a family go: its slots stand together. */
    private final class Target implements Samples.Sink {
        private final double[] now;
        private final int first;

        Target(double[] now, int first) {
            this.now = now;
            this.first = first;
        }

        @Override
        public void sample(String label, String labelValue, double value) {
            Family family = slots.get(first).family();
            for (int slot = first; slot < now.length && slots.get(slot).family() == family; slot++) {
                Slot one = slots.get(slot);
                // The family of the version has one slot, without a label: its one sample has the version for a label.
                if (one.label().isEmpty() || one.labelValue().equals(labelValue)) {
                    now[slot] = value;
                }
            }
        }

        @Override
        public void sample(String label, String labelValue, long value) {
            sample(label, labelValue, (double) value);
        }
    }
}
