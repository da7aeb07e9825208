package io.fusebox.internal.engine;

/**
 * Where Fusebox reports what goes wrong inside it (R15). Never throws. Safe for use by any thread.
 *
 * <p>Tests pass one that records, and assert that it stayed empty.
 */
@FunctionalInterface
public interface Faults {
    /**
     * Notes a fault.
     *
     * @param where what Fusebox was doing, such as {@code "telling a listener"}
     */
    void report(String where, Throwable fault);

    /**
     * Notes a fault. A text of both parts is made here, not by callers, who may have no room for it.
     *
     * @param where what Fusebox was doing, such as {@code "ending a call of"}
     * @param what with or to what
     */
    default void report(String where, Object what, Throwable fault) {
        report(where + ' ' + what, fault);
    }
}
