package io.fusebox.agent.call.member;

import org.jspecify.annotations.Nullable;

/** Whether values are of a class, known once for each of theirs: to look through interfaces allocates. Safe for any thread. */
final class ClassTest extends PerClass<Boolean> {
    private final String className;

    /** @param className with dots; the class is found by its name among those of a value, and never loaded for it */
    ClassTest(String className) {
        this.className = className;
    }

    /** Whether the value is of the class; null is of none. */
    boolean holds(@Nullable Object value) {
        return value != null && get(value.getClass());
    }

    @Override
    protected Boolean valueFor(Class<?> type) {
        return Ancestors.named(type, className) != null;
    }
}
