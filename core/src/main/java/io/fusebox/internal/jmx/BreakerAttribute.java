package io.fusebox.internal.jmx;

import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.BreakerReading;
import io.fusebox.internal.jmx.open.OpenAttribute;
import java.util.ArrayList;
import java.util.List;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a breaker's MBean, in the order in which clients see them: a row for each {@link BreakerFigure}, and all
 * figures together as {@code Metrics}.
 */
final class BreakerAttribute implements OpenAttribute {
    static final BreakerAttribute[] ALL = all();

    /** Null for {@code Metrics}. */
    final @Nullable BreakerFigure figure;

    private BreakerAttribute(@Nullable BreakerFigure figure) {
        this.figure = figure;
    }

    private static BreakerAttribute[] all() {
        List<BreakerAttribute> rows = new ArrayList<>();
        for (BreakerFigure figure : BreakerFigure.values()) {
            rows.add(new BreakerAttribute(figure));
            if (figure == BreakerFigure.METHODS) {
                rows.add(new BreakerAttribute(null));
            }
        }
        return rows.toArray(new BreakerAttribute[0]);
    }

    @Override
    public String attribute() {
        return figure == null ? "Metrics" : figure.attribute();
    }

    @Override
    public OpenType<?> type() {
        return figure == null ? BreakerComposite.TYPE : OpenAttribute.type(figure.kind());
    }

    @Override
    public String units() {
        return figure == null ? "" : figure.units();
    }

    @Override
    public String description() {
        return figure == null ? "All figures as of one moment" : figure.description();
    }

    @Override
    public boolean isWritable() {
        return figure != null && figure.isWritable();
    }

    /** The value, of the type of this attribute. */
    @Nullable
    Object value(BreakerReading reading) {
        return figure == null ? BreakerComposite.of(reading) : figure.value(reading);
    }
}
