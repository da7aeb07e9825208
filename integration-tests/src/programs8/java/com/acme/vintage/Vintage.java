package com.acme.vintage;

/** In Java as it was before lambdas, so that its class file can pass for one of an older compiler. */
public final class Vintage {

    private int count;

    public synchronized long add(int a, long b) {
        count++;
        return a + b;
    }

    public static double half(double value) {
        double result = value;
        for (int i = 0; i < 1; i++) {
            if (result > 0) {
                result = result / 2;
            }
        }
        return result;
    }

    public Object branches(Object value, boolean flag) {
        Object result;
        try {
            result = flag ? (Object) value.toString() : Integer.valueOf(value.hashCode());
        } catch (NullPointerException e) {
            result = "null";
        } finally {
            count++;
        }
        while (count < 5) {
            count++;
        }
        return result;
    }

    public void fail(RuntimeException given) {
        throw given;
    }

    public int count() {
        return count;
    }
}
