package io.fusebox.internal.jmx;

import java.util.Set;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/** All figures of a breaker as one value, so that a client gets them as of one moment. */
final class BreakerComposite {
    static final CompositeType TYPE = type();

    private BreakerComposite() {}

    static CompositeData of(BreakerReading reading) {
        Set<BreakerAttribute> figures = BreakerAttribute.figures();
        String[] keys = new String[figures.size()];
        @Nullable Object[] values = new Object[keys.length];
        int i = 0;
        for (BreakerAttribute figure : figures) {
            keys[i] = figure.key();
            values[i++] = figure.value(reading);
        }
        try {
            return new CompositeDataSupport(TYPE, keys, values);
        } catch (OpenDataException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static CompositeType type() {
        Set<BreakerAttribute> figures = BreakerAttribute.figures();
        String[] keys = new String[figures.size()];
        String[] descriptions = new String[keys.length];
        OpenType<?>[] types = new OpenType<?>[keys.length];
        int i = 0;
        for (BreakerAttribute figure : figures) {
            keys[i] = figure.key();
            descriptions[i] = figure.description();
            types[i++] = figure.type();
        }
        try {
            return new CompositeType("io.fusebox.Metrics", "A breaker as of one moment", keys, descriptions, types);
        } catch (OpenDataException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
