package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.internal.engine.BreakerId;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The page for operators says what the MBeans say. */
class JmxPageTest {
    private final Fixture fixture = new Fixture();

    @Test
    void hasARowForEveryAttribute() throws Exception {
        assertHasRows(ObjectNames.FUSEBOX);
        assertHasRows(ObjectNames.of(BreakerId.of("payments")));
    }

    private void assertHasRows(ObjectName bean) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "jmx.md"));
        StringBuilder rows = new StringBuilder();
        for (MBeanAttributeInfo attribute : fixture.server.getMBeanInfo(bean).getAttributes()) {
            Object units = attribute.getDescriptor().getFieldValue("units");
            rows.append("| `" + attribute.getName() + "` | " + type(attribute.getType()) + " | "
                    + (units == null ? "" : units + " ") + "| " + (attribute.isWritable() ? "yes " : "") + "| "
                    + attribute.getDescription() + " |\n");
        }
        assertThat(page).contains(rows);
        StringBuilder operations = new StringBuilder();
        for (MBeanOperationInfo operation : fixture.server.getMBeanInfo(bean).getOperations()) {
            StringBuilder parameters = new StringBuilder();
            for (MBeanParameterInfo parameter : operation.getSignature()) {
                parameters.append(parameter.getName());
            }
            operations.append(
                    "| `" + operation.getName() + "(" + parameters + ")` | " + operation.getDescription() + " |\n");
        }
        assertThat(page).contains(operations);
    }

    /** The class name without its package, arrays in Java's notation. */
    private static String type(String name) {
        boolean isArray = name.startsWith("[L");
        String plain = isArray ? name.substring(2, name.length() - 1) : name;
        return plain.substring(plain.lastIndexOf('.') + 1) + (isArray ? "[]" : "");
    }
}
