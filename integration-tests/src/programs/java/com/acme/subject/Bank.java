package com.acme.subject;

import java.util.concurrent.CountDownLatch;

/** What a till calls. */
public final class Bank {
    /** Whether payments fail. */
    public static volatile boolean down;

    /** What settling waits for. */
    public static volatile CountDownLatch office = new CountDownLatch(0);

    private Bank() {}

    public static int charge(int amount) {
        if (down) {
            throw new IllegalStateException("the bank is down");
        }
        return amount;
    }

    public static int refund(int amount) {
        return -amount;
    }

    public static String settle() throws InterruptedException {
        office.await();
        return "settled";
    }
}
