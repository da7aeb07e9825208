package io.fusebox.internal.jmx;

import io.fusebox.internal.figures.FuseboxFigure;
import io.fusebox.internal.jmx.open.OpenAttribute;
import javax.management.openmbean.OpenType;

/** The attributes of {@code fusebox:type=Fusebox}: a row for each {@link FuseboxFigure}. */
record FuseboxAttribute(FuseboxFigure figure) implements OpenAttribute {
    static final FuseboxAttribute[] ALL = all();

    private static FuseboxAttribute[] all() {
        FuseboxFigure[] figures = FuseboxFigure.values();
        FuseboxAttribute[] rows = new FuseboxAttribute[figures.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new FuseboxAttribute(figures[i]);
        }
        return rows;
    }

    @Override
    public String attribute() {
        return figure.attribute();
    }

    @Override
    public OpenType<?> type() {
        return OpenAttribute.type(figure.kind());
    }

    @Override
    public String units() {
        return figure.units();
    }

    @Override
    public String description() {
        return figure.description();
    }

    @Override
    public boolean isWritable() {
        return figure.isWritable();
    }
}
