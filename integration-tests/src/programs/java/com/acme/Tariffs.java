package com.acme;

/** Asks a tariff through its interface, for each line of stdin; another tariff is never loaded. */
public final class Tariffs {
    private Tariffs() {}

    public static void main(String[] arguments) {
        Tariff tariff = new Flat();
        for (String answer = "ready"; ; answer = Integer.toString(tariff.price(2))) {
            if (Console.ask(answer).equals("other")) {
                tariff = new Staggered();
            }
        }
    }

    interface Tariff {
        int price(int pieces);

        int discount();
    }

    static final class Flat implements Tariff {
        @Override
        public int price(int pieces) {
            return 5 * pieces;
        }

        @Override
        public int discount() {
            return 0;
        }
    }

    static final class Staggered implements Tariff {
        @Override
        public int price(int pieces) {
            return 6 * pieces - discount();
        }

        @Override
        public int discount() {
            return 1;
        }
    }
}
