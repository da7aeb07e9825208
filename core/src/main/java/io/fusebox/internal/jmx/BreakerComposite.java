package io.fusebox.internal.jmx;

import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.BreakerReading;
import io.fusebox.internal.jmx.open.OpenAttribute;
import java.util.EnumSet;
import java.util.Set;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/** All figures of a breaker as one value, so that a client gets them as of one moment. */
final class BreakerComposite {
    private static final Set<BreakerFigure> FIGURES =
            EnumSet.range(BreakerFigure.NAME, BreakerFigure.LAST_ERROR_MESSAGE);

    static final CompositeType TYPE = type();

    private BreakerComposite() {}

    static CompositeData of(BreakerReading reading) {
        Set<BreakerFigure> figures = FIGURES;
        String[] keys = new String[figures.size()];
        @Nullable Object[] values = new Object[keys.length];
        int i = 0;
        for (BreakerFigure figure : figures) {
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
        Set<BreakerFigure> figures = FIGURES;
        String[] keys = new String[figures.size()];
        String[] descriptions = new String[keys.length];
        OpenType<?>[] types = new OpenType<?>[keys.length];
        int i = 0;
        for (BreakerFigure figure : figures) {
            keys[i] = figure.key();
            descriptions[i] = figure.description();
            types[i++] = OpenAttribute.type(figure.kind());
        }
        try {
            return new CompositeType("io.fusebox.Metrics", "A breaker as of one moment", keys, descriptions, types);
        } catch (OpenDataException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
