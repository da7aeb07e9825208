package com.acme.proxies;

/** What a bean does, so that a proxy of the JDK can stand before it. */
public interface Payments {
    long pay(long amount);
}
