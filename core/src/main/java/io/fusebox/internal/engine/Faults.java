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
     * @param where what Fusebox was doing, such as {@code "ending a call of payments"}
     */
    void report(String where, Throwable fault);
}
