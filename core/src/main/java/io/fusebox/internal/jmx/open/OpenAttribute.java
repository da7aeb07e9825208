package io.fusebox.internal.jmx.open;

import io.fusebox.internal.figures.FigureKind;
import java.util.HashMap;
import java.util.Map;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** A row of the table of an MBean's attributes; the order of the rows is the one that clients see. */
public interface OpenAttribute {
    /** The name, such as {@code TotalErrorCount}. */
    String attribute();

    OpenType<?> type();

    /** The unit, such as {@code ms}; empty if there is none. */
    String units();

    String description();

    boolean isWritable();

    static OpenMBeanAttributeInfo[] describe(OpenAttribute[] rows) {
        OpenMBeanAttributeInfo[] infos = new OpenMBeanAttributeInfo[rows.length];
        for (int i = 0; i < rows.length; i++) {
            OpenAttribute row = rows[i];
            Descriptor descriptor = row.units().isEmpty()
                    ? ImmutableDescriptor.EMPTY_DESCRIPTOR
                    : new ImmutableDescriptor("units=" + row.units());
            infos[i] = new OpenMBeanAttributeInfoSupport(
                    row.attribute(), row.description(), row.type(), true, row.isWritable(), false, descriptor);
        }
        return infos;
    }

    static <A extends OpenAttribute> Map<String, A> byName(A[] rows) {
        Map<String, A> table = new HashMap<>();
        for (A row : rows) {
            table.put(row.attribute(), row);
        }
        return table;
    }

    /** The open type of a kind of figures. */
    static OpenType<?> type(FigureKind kind) {
        return switch (kind) {
            case TEXT -> SimpleType.STRING;
            case TIME -> SimpleType.DATE;
            case CODE, SMALL_NUMBER -> SimpleType.INTEGER;
            case COUNTER, GAUGE, NUMBER -> SimpleType.LONG;
            case PERCENTAGE -> SimpleType.DOUBLE;
            case LINES -> lines();
        };
    }

    private static OpenType<?> lines() {
        try {
            return new ArrayType<String[]>(1, SimpleType.STRING);
        } catch (OpenDataException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
