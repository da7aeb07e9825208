package com.acme;

/** Calls that ask more of a guard than most do. */
public final class OddCalls {

    private OddCalls() {}

    /** Its key is the answer of a method that is guarded too. */
    record Host(String name) {
        void fetch() {
            throw new IllegalStateException(name() + " is down");
        }
    }

    static String joined(int count, String... words) {
        throw new IllegalStateException("no joining today");
    }

    static String apart(int count, String... words) {
        return count + " apart of " + words.length;
    }

    public static void main(String[] arguments) {
        Host host = new Host("sick");
        for (int i = 0; i < 3; i++) {
            try {
                host.fetch();
            } catch (RuntimeException e) {
                System.out.println("fetch: " + e.getClass().getSimpleName());
            }
        }
        for (int i = 0; i < 3; i++) {
            try {
                System.out.println("joined: " + joined(i, "a", "b"));
            } catch (RuntimeException e) {
                System.out.println("joined: " + e.getClass().getSimpleName());
            }
        }
        Console.ask("done");
    }
}
