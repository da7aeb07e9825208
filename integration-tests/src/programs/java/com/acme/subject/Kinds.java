package com.acme.subject;

import java.util.function.Function;

/** Every kind of method of a class, its modifiers and the way it is called. */
public class Kinds implements Function<String, Integer>, Comparable<Kinds> {

    static int initialised = 1;

    private final int size;

    public Kinds(int size) {
        this.size = size;
    }

    public int instance() {
        return size;
    }

    public static int ofClass(int value) {
        return value + initialised;
    }

    private int hidden(long value) {
        return (int) value + size;
    }

    private static String hiddenOfClass(String value) {
        return value + "!";
    }

    /** Calls the private methods directly, as a nested class may. */
    public static final class Friend {
        private Friend() {}

        public static int callsHidden(Kinds kinds) {
            return kinds.hidden(5);
        }

        public static String callsHiddenOfClass() {
            return hiddenOfClass("psst");
        }
    }

    public final int sealed() {
        return -size;
    }

    public synchronized boolean holdsItsLock() {
        return Thread.holdsLock(this);
    }

    public static synchronized boolean holdsItsClass() {
        return Thread.holdsLock(Kinds.class);
    }

    protected String sayTo(String name) {
        return "kinds to " + name;
    }

    /** Has a bridge method {@code apply(Object)}. */
    @Override
    public Integer apply(String text) {
        return text.length();
    }

    /** Has a bridge method {@code compareTo(Object)}. */
    @Override
    public int compareTo(Kinds other) {
        return Integer.compare(size, other.size);
    }

    public long recursive(int n) {
        return n < 2 ? n : recursive(n - 1) + recursive(n - 2);
    }

    public int overloaded() {
        return overloaded(1);
    }

    public int overloaded(int a) {
        return overloaded(a, 2L);
    }

    public int overloaded(int a, long b) {
        return a + (int) b;
    }

    public Object copy() {
        return new Kinds(size);
    }

    @Override
    public String toString() {
        return "Kinds" + size;
    }

    /** Overrides with a narrower result, which takes a bridge method, and calls what it overrides. */
    public static class Special extends Kinds {

        public Special(int size) {
            super(size);
        }

        @Override
        public int instance() {
            return super.instance() * 10;
        }

        @Override
        protected String sayTo(String name) {
            return "special " + super.sayTo(name);
        }

        @Override
        public Special copy() {
            return new Special(instance());
        }
    }
}
