package com.acme;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

/** Makes calls of guarded methods, prints whatever can be seen of each, and keeps the counts that a breaker should have. */
final class Journal {

    private int successes;
    private int errors;
    private int cancelled;

    interface Body {
        Object run() throws Throwable;
    }

    /** One call of a guarded method, whatever it calls itself. */
    void call(String name, Body body) {
        Object result;
        try {
            result = body.run();
        } catch (InterruptedException | CancellationException | VirtualMachineError thrown) {
            cancelled++;
            tell(name, thrown);
            return;
        } catch (Throwable thrown) {
            errors++;
            tell(name, thrown);
            return;
        }
        successes++;
        System.out.println(name + " = " + text(result));
    }

    /** As {@link #call}, and says whether the exception is the very object that the method was given to throw. */
    void fail(String name, Throwable expected, Body body) {
        call(name, () -> {
            try {
                return body.run();
            } catch (Throwable thrown) {
                System.out.println(name + " threw the same object: " + (thrown == expected));
                throw thrown;
            }
        });
    }

    /** The line that the test compares with the breaker's own counts. */
    String counts() {
        return "counted " + successes + " " + errors + " " + cancelled;
    }

    private static void tell(String name, Throwable thrown) {
        System.out.println(name + " threw " + thrown);
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            StackTraceElement[] trace = one.getStackTrace();
            // How deep a stack is when it overflows differs from run to run.
            for (int i = 0; i < trace.length && !(one instanceof StackOverflowError); i++) {
                System.out.println("  at " + trace[i]);
            }
        }
    }

    private static String text(Object result) {
        if (result instanceof Object[]) {
            return result.getClass().getSimpleName() + Arrays.deepToString((Object[]) result);
        }
        return result != null && result.getClass().isArray()
                ? Arrays.deepToString(new Object[] {result})
                : String.valueOf(result);
    }
}
