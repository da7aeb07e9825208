package io.fusebox.agent.micrometer;

import io.fusebox.agent.metrics.Family;
import io.fusebox.agent.metrics.LabelValue;
import io.fusebox.agent.metrics.Samples;
import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.agent.view.RegistryReader;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meters in one global registry of the application, which is held weakly: by its {@code Metrics} class. The meters are held
 * weakly too, since each one knows its registry. For one thread.
 */
final class BoundRegistry {
    private static final List<MeterSource.Slot> OF_BREAKER = MeterSource.slots(true);
    private static final List<MeterSource.Slot> OF_PROGRAM = MeterSource.slots(false);

    private static final int MAX_FAILURES = 3;

    private final Registry registry;
    private final RegistryReader reader;
    private final String version;
    private final WeakReference<Class<?>> metrics;
    private final IdentityHashMap<Breaker, Bound> breakers = new IdentityHashMap<>();
    private @Nullable Bound program;
    private int failures;

    /** What is registered for one subject. The source is held here, since Micrometer holds it weakly. */
    private record Bound(MeterSource source, List<WeakReference<Object>> meters) {}

    BoundRegistry(Registry registry, String version, Class<?> metrics) {
        this.registry = registry;
        this.reader = new RegistryReader(registry);
        this.version = version;
        this.metrics = new WeakReference<>(metrics);
    }

    /** Whether the application has been unloaded. */
    boolean isGone() {
        return metrics.refersTo(null);
    }

    boolean isOf(Class<?> other) {
        return metrics.refersTo(other);
    }

    /** Whether it makes sense to try: a Micrometer that failed this often is not one that we know. */
    boolean isHopeful() {
        return failures < MAX_FAILURES;
    }

    void noteFailure() {
        failures++;
    }

    /** Registers meters for new breakers and takes those of breakers that have gone away. */
    void follow(List<Breaker> present) throws ReflectiveOperationException {
        Class<?> type = metrics.get();
        if (type == null) {
            return;
        }
        IdentityHashMap<Breaker, Boolean> here = new IdentityHashMap<>();
        boolean news = program == null || present.size() != breakers.size();
        for (Breaker breaker : present) {
            here.put(breaker, true);
            news |= !breakers.containsKey(breaker);
        }
        if (news) {
            MeterFactory factory = new MeterFactory(type);
            removeAllBut(here, factory);
            if (program == null) {
                program = register(factory, new ProgramReader(), OF_PROGRAM);
            }
            for (Breaker breaker : present) {
                if (!breakers.containsKey(breaker)) {
                    breakers.put(breaker, register(factory, new BreakerReader(breaker), OF_BREAKER, tags(breaker)));
                }
            }
        }
    }

    private static String[] tags(Breaker breaker) {
        return new String[] {
            "breaker",
            LabelValue.of(breaker.name()),
            "key",
            LabelValue.of(breaker.key().orElse(""))
        };
    }

    private void removeAllBut(IdentityHashMap<Breaker, Boolean> here, MeterFactory factory)
            throws ReflectiveOperationException {
        for (Breaker breaker : List.copyOf(breakers.keySet())) {
            if (!here.containsKey(breaker)) {
                Bound gone = breakers.remove(breaker);
                if (gone != null) {
                    remove(gone, factory);
                }
            }
        }
    }

    /** A meter that cannot be registered, say since a filter of the application throws, is reported, and not tried again. */
    private Bound register(
            MeterFactory factory, MeterSource.Reader from, List<MeterSource.Slot> slots, String... tags) {
        MeterSource source = new MeterSource(from, slots, registry.faults());
        List<WeakReference<Object>> meters = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            MeterSource.Slot slot = slots.get(i);
            try {
                Object meter = factory.register(slot.family(), tags(slot, tags), source, source.function(i));
                meters.add(new WeakReference<>(meter));
            } catch (ReflectiveOperationException failed) {
                registry.faults().report("registering meters with Micrometer", MeterFactory.causeOf(failed));
            }
        }
        return new Bound(source, meters);
    }

    private String[] tags(MeterSource.Slot slot, String[] tags) {
        if (slot.family() == Family.INFO) {
            return new String[] {Samples.label(slot.family()), version};
        }
        if (slot.label().isEmpty()) {
            return tags;
        }
        String[] all = new String[tags.length + 2];
        System.arraycopy(tags, 0, all, 0, tags.length);
        all[tags.length] = slot.label();
        all[tags.length + 1] = slot.labelValue();
        return all;
    }

    private static void remove(Bound bound, MeterFactory factory) throws ReflectiveOperationException {
        for (WeakReference<Object> reference : bound.meters) {
            Object meter = reference.get();
            if (meter != null) {
                factory.remove(meter);
            }
        }
    }

    /** Takes all meters away. */
    void end() throws ReflectiveOperationException {
        Class<?> type = metrics.get();
        if (type != null) {
            MeterFactory factory = new MeterFactory(type);
            removeAllBut(new IdentityHashMap<>(), factory);
            if (program != null) {
                remove(program, factory);
                program = null;
            }
        }
    }

    private final class BreakerReader implements MeterSource.Reader {
        private final Breaker breaker;
        private @Nullable BreakerView view;

        BreakerReader(Breaker breaker) {
            this.breaker = breaker;
        }

        @Override
        public void begin() {
            view = reader.read(breaker);
        }

        @Override
        public void read(Family family, Samples.Sink sink) {
            if (view != null) {
                Samples.of(family, view, sink);
            }
        }
    }

    private final class ProgramReader implements MeterSource.Reader {
        private @Nullable ProgramView view;

        @Override
        public void begin() {
            view = reader.readProgram();
        }

        @Override
        public void read(Family family, Samples.Sink sink) {
            if (view != null) {
                Samples.of(family, view, sink);
            }
        }
    }
}
