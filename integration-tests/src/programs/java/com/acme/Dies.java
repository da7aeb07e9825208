package com.acme;

/** Ends with an uncaught exception. */
public final class Dies {

    private Dies() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            throw new IllegalStateException("of main", new RuntimeException("its cause"));
        }
        exit(Integer.parseInt(arguments[0]));
    }

    /** Never returns. */
    static void exit(int code) {
        System.exit(code);
    }
}
