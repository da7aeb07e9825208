package io.fusebox.agent.call.member;

/**
 * Initialises classes that a call takes, while the method that takes them is being woven. A class that is initialised for
 * the first time where the heap or the stack is full can never be used again (R6).
 */
public final class Initialised {
    private Initialised() {}

    /** Initialises the classes, in the order given. */
    public static void classes(Class<?>... types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new LinkageError(type.getName(), impossible);
            }
        }
    }
}
