package com.acme.subject;

import java.util.concurrent.Callable;

/** Every kind of type: interfaces, nested, inner, local and anonymous classes, enums, records, sealed ones. */
public final class Shapes {

    private final int edges;

    public Shapes(int edges) {
        this.edges = edges;
    }

    /** Methods with bodies in an interface. */
    public interface Greeter {
        String name();

        default String greet() {
            return "hello, " + decorated();
        }

        static String loud(String text) {
            return text.toUpperCase();
        }

        private String decorated() {
            return "<" + name() + ">";
        }
    }

    /** Inherits the default method. */
    public static final class Plain implements Greeter {
        @Override
        public String name() {
            return "plain";
        }
    }

    /** Overrides the default method and calls it. */
    public static final class Polite implements Greeter {
        @Override
        public String name() {
            return "polite";
        }

        @Override
        public String greet() {
            return "good day and " + Greeter.super.greet();
        }
    }

    /** Constants with and without a body of their own. */
    public enum Operator {
        PLUS {
            @Override
            public int apply(int a, int b) {
                return a + b;
            }
        },
        MINUS;

        public int apply(int a, int b) {
            return a - b;
        }
    }

    /** A record with an accessor and a constructor of its own. */
    public record Range(long low, long high) {
        public Range {
            if (low > high) {
                throw new IllegalArgumentException(low + " > " + high);
            }
        }

        @Override
        public long low() {
            return low;
        }

        public long length() {
            return high - low;
        }
    }

    /** Sealed types. */
    public sealed interface Figure permits Square, Circle {
        double area();
    }

    public record Square(double side) implements Figure {
        @Override
        public double area() {
            return side * side;
        }
    }

    public static final class Circle implements Figure {
        @Override
        public double area() {
            return 3;
        }
    }

    /** An inner class, with a reference to the outer object. */
    public final class Inner {
        public int edgesOfOuter() {
            return edges;
        }

        /** An inner class of an inner class. */
        public final class Innermost {
            public int twice() {
                return edgesOfOuter() * 2;
            }
        }
    }

    /** Hands out objects of classes without a name of their own. */
    public static final class Makes {
        private Makes() {}

        public static Callable<String> anonymous(String captured) {
            return new Callable<>() {
                @Override
                public String call() {
                    return captured + " " + captured.length();
                }
            };
        }

        public static Callable<String> local(int factor) {
            class Times implements Callable<String> {
                @Override
                public String call() {
                    return "times " + factor;
                }
            }
            return new Times();
        }
    }
}
