package io.fusebox.agent.match.plan;

/** Methods that name their breaker themselves, with {@code @Guarded}. */
final class GuardedMethods implements GuardSearch {
    private final AnnotatedClasses where;
    private final long word;

    /** @param word that of the annotation */
    GuardedMethods(AnnotatedClasses where, long word) {
        this.where = where;
        this.word = word;
    }

    @Override
    public void look(PassingClass passing) {
        if (passing.isRead() && !passing.has(word)) {
            // No need to know its loader.
            return;
        }
        if (where.mayBeIn(passing.loader, passing.internalName) && passing.has(word)) {
            passing.result().annotated = true;
        }
    }

    @Override
    public boolean mayMean(Class<?> loaded, String internalName, boolean jdk) {
        return !jdk && where.mayBeIn(loaded.getClassLoader(), internalName);
    }
}
