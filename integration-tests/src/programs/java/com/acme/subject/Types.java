package com.acme.subject;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Every type of parameter and result. */
public final class Types {

    public boolean flip(boolean value) {
        return !value;
    }

    public byte next(byte value) {
        return (byte) (value + 1);
    }

    public char next(char value) {
        return (char) (value + 1);
    }

    public short next(short value) {
        return (short) (value + 1);
    }

    public int next(int value) {
        return value + 1;
    }

    public long next(long value) {
        return value + 1;
    }

    public float next(float value) {
        return value + 1;
    }

    public double next(double value) {
        return value + 1;
    }

    public Object same(Object value) {
        return value;
    }

    public int[] sorted(int[] values) {
        int[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    public long[][] grid(long[][] values, double... more) {
        values[0][0] += more.length;
        return values;
    }

    public String joined(String... values) {
        return String.join("+", values);
    }

    public void nothing() {}

    public <T extends Comparable<T>> T greatest(Collection<? extends T> values) {
        T greatest = null;
        for (T value : values) {
            greatest = greatest == null || value.compareTo(greatest) > 0 ? value : greatest;
        }
        return greatest;
    }

    /** Each value takes one slot or two; a mistake in one shifts all behind it. */
    public String all(
            long a, double b, int c, Object d, long[] e, float f, boolean g, byte h, char i, short j, String[][] k) {
        return a + " " + b + " " + c + " " + d + " " + Arrays.toString(e) + " " + f + " " + g + " " + h + " " + i + " "
                + j + " " + Arrays.deepToString(k);
    }

    public static long ofMany(double a, long b, double c, List<Long> d) {
        long sum = (long) a + b + (long) c;
        for (long value : d) {
            sum += value;
        }
        return sum;
    }

    /** The parameters are written to, one of them with another type in its slot. */
    public static String overwritten(Object a, long b, String c) {
        String first = a + "/" + b + "/" + c;
        a = null;
        b = -1;
        c = "gone";
        for (int i = 0; i < 3; i++) {
            b += i;
            a = a == null ? (Object) Integer.valueOf(i) : a.toString();
        }
        return first + " " + a + "/" + b + "/" + c;
    }
}
