package io.fusebox.agent.classfile;

import io.fusebox.agent.config.value.Expression.Step;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a woven class can see, read from their class files; no class is loaded. For one woven class, by one
 * thread. A class that was made at run time has no file: it is unknown, and causes no mismatch.
 */
public final class ClassFiles {
    private static final String OBJECT = "java/lang/Object";

    private final @Nullable ClassLoader loader;
    private final Map<String, @Nullable ClassOutline> outlines = new HashMap<>();

    /** @param own the class that is woven, of that internal name */
    public ClassFiles(@Nullable ClassLoader loader, String ownName, ClassOutline own) {
        this.loader = loader;
        outlines.put(ownName, own);
    }

    /** The class of that internal name; null if it is unknown. */
    @Nullable
    public ClassOutline outline(String internalName) {
        if (outlines.containsKey(internalName)) {
            return outlines.get(internalName);
        }
        ClassOutline outline = read(internalName);
        outlines.put(internalName, outline);
        return outline;
    }

    private @Nullable ClassOutline read(String internalName) {
        byte[] bytes = ClassSource.read(loader, internalName);
        try {
            return bytes == null ? null : ClassOutline.of(OpenedClassReader.of(bytes));
        } catch (RuntimeException unreadable) {
            // Of a newer JDK than Byte Buddy knows, or none at all: the class that is woven is not the worse for it.
            return null;
        }
    }

    /**
     * Whether a class is of a type; if a class in between is unknown, it may be.
     *
     * @param otherwise what to say of an unknown class
     */
    public boolean isSubtype(@Nullable String internalName, String type, boolean otherwise) {
        if (internalName == null || internalName.equals(type)) {
            return internalName != null;
        }
        ClassOutline outline = outline(internalName);
        if (outline == null) {
            return otherwise;
        }
        for (String parent : outline.interfaces) {
            if (isSubtype(parent, type, otherwise)) {
                return true;
            }
        }
        return isSubtype(outline.superName, type, otherwise);
    }

    /**
     * The member that a step leads to, inherited ones included.
     *
     * @return the step with its owner; the step as it is if the owner cannot be known; null if there is none
     */
    @Nullable
    public Step member(String internalName, Step step) {
        Step found = find(internalName, step);
        return found == null && step.call() ? find(OBJECT, step) : found;
    }

    private @Nullable Step find(String internalName, Step step) {
        ClassOutline outline = outline(internalName);
        if (outline == null) {
            return step;
        }
        String own = outline.memberType(step);
        if (own != null) {
            int parameters = own.indexOf(')') + 1;
            return step.of(internalName.replace('/', '.'), own.substring(0, parameters), own.substring(parameters));
        }
        Step unknown = null;
        if (outline.superName != null) {
            Step inherited = find(outline.superName, step);
            if (inherited != null && inherited.type() != null) {
                return inherited;
            }
            unknown = inherited;
        }
        for (String parent : outline.interfaces) {
            Step inherited = find(parent, step);
            if (inherited != null && inherited.type() != null) {
                return inherited;
            }
            unknown = inherited == null ? unknown : inherited;
        }
        return unknown;
    }
}
