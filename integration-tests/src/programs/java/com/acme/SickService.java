package com.acme;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls a service every few milliseconds that is sick at times: in each part of the run it is down once, fails a few times in a row
 * now and then, and once in a while. Which calls fail is a matter of the seed alone. At the end it says how they went.
 */
public final class SickService {
    private static final int PARTS = 4;

    private SickService() {}

    /** The seed, the number of calls, and the milliseconds between them. */
    public static void main(String[] arguments) {
        boolean[] fails = failures(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        long period = Long.parseLong(arguments[2]) * 1_000_000;
        Console.ask("ready");
        int successes = 0;
        int errors = 0;
        int rejected = 0;
        int rejectedSuccesses = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < fails.length; i++) {
            for (long left = 1; left > 0; left = begin + period * i - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            try {
                ask(fails[i]);
                successes++;
            } catch (IllegalStateException e) {
                errors++;
            } catch (RuntimeException rejection) {
                rejected++;
                rejectedSuccesses += fails[i] ? 0 : 1;
            }
        }
        Console.ask("successes " + successes + " errors " + errors + " rejected " + rejected + " good "
                + rejectedSuccesses);
    }

    static String ask(boolean fails) {
        if (fails) {
            throw new IllegalStateException("the service is sick");
        }
        return "answer";
    }

    private static boolean[] failures(long seed, int calls) {
        Random random = new Random(seed);
        boolean[] fails = new boolean[calls];
        int part = calls / PARTS;
        for (int i = 0; i < PARTS; i++) {
            int begin = i * part + part / 4 + random.nextInt(part / 8);
            int length = part / 3 + random.nextInt(part / 8);
            for (int k = begin; k < begin + length; k++) {
                fails[k] = true;
            }
            int blip = i * part + random.nextInt(part / 8);
            for (int k = blip; k < blip + 3; k++) {
                fails[k] = true;
            }
        }
        for (int i = 0; i < calls / 100; i++) {
            fails[random.nextInt(calls)] = true;
        }
        return fails;
    }
}
