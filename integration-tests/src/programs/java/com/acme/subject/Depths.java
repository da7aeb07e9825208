package com.acme.subject;

/** Methods that are called at the end of the stack, or use it up. */
public final class Depths {

    public int leaf(int n) {
        return n + 1;
    }

    public int refusing(IllegalStateException refusal) {
        throw refusal;
    }

    public int endless(int n) {
        return endless(n + 1) + 1;
    }

    public Object endlessWithManyLocals(long a, long b, Object c, double d) {
        Object e = endlessWithManyLocals(b, a + 1, c, d * 2);
        return e == c ? a : d;
    }
}
