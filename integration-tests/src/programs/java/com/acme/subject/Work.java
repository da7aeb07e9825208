package com.acme.subject;

import java.io.FileNotFoundException;

/** Ends in every way, as the number says. */
public final class Work {

    private Work() {}

    public static long steady(int number) throws FileNotFoundException, InterruptedException {
        return work(number, number % 40 == 1);
    }

    public static long flapping(int number) throws FileNotFoundException, InterruptedException {
        return work(number, number % 40 < 20);
    }

    private static long work(int number, boolean failing) throws FileNotFoundException, InterruptedException {
        if (failing) {
            throw new IllegalStateException("error");
        }
        if (number % 10 == 2) {
            throw new FileNotFoundException("ignored");
        }
        if (number % 10 == 4) {
            throw new InterruptedException("cancelled");
        }
        return number;
    }
}
