package com.acme.plan;

import org.jspecify.annotations.Nullable;

/** Classes whose members have the names of others. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable", "HidingField"})
public final class Members {

    private Members() {}

    public interface Status {
        default boolean isFinal() {
            return true;
        }
    }

    public static class Answer implements Status {
        private final int code = 200;

        private int status() {
            return 200;
        }

        String text() {
            return "open";
        }

        Answer next() {
            return new Secretive();
        }

        @Nullable
        Object any() {
            return null;
        }

        @Override
        public String toString() {
            return "Answer";
        }
    }

    /** What it adds has nothing to do with what it inherits. */
    public static final class Secretive extends Answer {
        private final int code = 500;

        private int status() {
            return 500;
        }

        @Override
        String text() {
            return "secret";
        }

        @Override
        Object any() {
            return this;
        }

        @Override
        public String toString() {
            return "Secretive";
        }
    }

    /** Is no {@link Answer}. */
    public static final class Odd {
        int status() {
            return 418;
        }
    }

    /** Perhaps not there. */
    public static class Absent {}

    public static class Optional {
        public int status() {
            return 200;
        }

        public void take(Absent absent) {}
    }
}
