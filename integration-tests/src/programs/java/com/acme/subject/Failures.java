package com.acme.subject;

import java.io.IOException;

/** Every way in which a method ends with an exception. */
public class Failures {

    /** A checked exception of the program's own. */
    public static final class Checked extends Exception {
        private static final long serialVersionUID = 1L;

        public Checked(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** An exception without a stack trace, which is not to get one. */
    public static final class Bare extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Bare() {
            super("bare", null, false, false);
        }
    }

    public Object throwing(Throwable given) throws Throwable {
        throw given;
    }

    public static long throwingOfClass(Throwable given) throws Throwable {
        throw given;
    }

    public int divide(int a, int b) {
        return a / b;
    }

    public int lengthOf(String text) {
        return text.length();
    }

    public String deep(int depth) throws Checked {
        if (depth == 0) {
            try {
                throw new IOException("at the bottom");
            } catch (IOException e) {
                throw new Checked("wrapped", e);
            }
        }
        return deep(depth - 1) + ".";
    }

    public synchronized void withTheLock(RuntimeException given) {
        throw given;
    }

    public void withAMonitor(Object lock, RuntimeException given) {
        synchronized (lock) {
            throw given;
        }
    }

    public boolean holdsLock(Object lock) {
        return Thread.holdsLock(lock);
    }

    /** Does not pass on what is thrown inside. */
    @SuppressWarnings("finally")
    public int swallowed(RuntimeException given) {
        try {
            throw given;
        } finally {
            return 7;
        }
    }

    /** Takes an argument that is thrown on in another guise. */
    public int translated(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("no number", e);
        }
    }

    public void sleeping(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    public StackTraceElement[] whereAmI() {
        return Thread.currentThread().getStackTrace();
    }

    public String callers() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(frame -> frame.getClassName() + "#" + frame.getMethodName()
                                + frame.getDescriptor() + frame.getLineNumber())
                        .toList()
                        .toString());
    }

    public Class<?> caller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass();
    }
}
