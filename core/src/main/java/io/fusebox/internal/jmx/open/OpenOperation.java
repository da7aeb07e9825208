package io.fusebox.internal.jmx.open;

import javax.management.MBeanOperationInfo;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanOperationInfoSupport;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.SimpleType;

/** Descriptions of operations; each of them answers with a text. */
public final class OpenOperation {
    private OpenOperation() {}

    /** An operation that changes something. */
    public static OpenMBeanOperationInfo action(String name, String description, OpenMBeanParameterInfo... parameters) {
        return new OpenMBeanOperationInfoSupport(
                name, description, parameters, SimpleType.STRING, MBeanOperationInfo.ACTION);
    }

    /** An operation that only tells something. */
    public static OpenMBeanOperationInfo info(String name, String description) {
        return new OpenMBeanOperationInfoSupport(
                name, description, new OpenMBeanParameterInfo[0], SimpleType.STRING, MBeanOperationInfo.INFO);
    }
}
