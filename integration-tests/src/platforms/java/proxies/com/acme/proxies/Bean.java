package com.acme.proxies;

/** A bean with a guarded method. */
public class Bean implements Payments {

    @Override
    public long pay(long amount) {
        return amount + 1;
    }
}
