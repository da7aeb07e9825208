package io.fusebox.internal.jmx.open;

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

    /** What the figure counts, such as {@code ms}; empty if it is none. */
    String units();

    String description();

    boolean isWritable();

    /** The name inside of composites and JSON: {@code totalErrorCount}. */
    default String key() {
        return Character.toLowerCase(attribute().charAt(0)) + attribute().substring(1);
    }

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

    /** The type of a list of lines. */
    static OpenType<?> lines() {
        try {
            return new ArrayType<String[]>(1, SimpleType.STRING);
        } catch (OpenDataException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
