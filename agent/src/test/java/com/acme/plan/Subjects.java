package com.acme.plan;

import io.fusebox.Guarded;

/** Classes that patterns may mean: in no package of Fusebox, where none does. */
public final class Subjects {

    private Subjects() {}

    public @interface Marked {}

    public interface Gateway {
        int send(String text);

        default int ping() {
            return 1;
        }
    }

    public abstract static class Middle implements Gateway {}

    public static class Http extends Middle {
        @Override
        public int send(String text) {
            return text.length();
        }
    }

    public static class Sender {
        public int send(String text) {
            return text.length();
        }
    }

    public static class Odd extends Sender implements Gateway {}

    public static class ByName {
        @Guarded("b")
        public int named() {
            return 1;
        }

        @Marked
        public int old() {
            return 2;
        }
    }

    @Marked
    public static class Old {
        public int any() {
            return 1;
        }
    }
}
