package com.acme;

/** A method without a body, and one without code in Java. */
public interface Kept {

    int size();

    /** Has a native method. */
    final class Native implements Kept {
        @Override
        public native int size();
    }
}
