package com.acme;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A breaker of this very program, as its JMX shows it. */
final class Counts {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final ObjectName name;

    Counts(String breaker) throws JMException, InterruptedException {
        name = new ObjectName("fusebox:type=CircuitBreaker,name=" + breaker);
        while (!SERVER.isRegistered(name)) {
            Thread.sleep(10);
        }
    }

    Object get(String attribute) {
        try {
            return SERVER.getAttribute(name, attribute);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    long total() {
        return number("TotalSuccessCount") + number("TotalErrorCount") + number("TotalCancelledCount");
    }

    long number(String attribute) {
        return ((Number) get(attribute)).longValue();
    }

    void operate(String operation) {
        try {
            SERVER.invoke(name, operation, new Object[0], new String[0]);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Successes, errors, cancelled and rejected calls, and those under way, once the last number is as wanted. */
    String when(long active) {
        long giveUpAt = System.nanoTime() + 10_000_000_000L;
        while (number("ActiveCalls") != active && System.nanoTime() - giveUpAt < 0) {
            Thread.onSpinWait();
        }
        return number("TotalSuccessCount") + " " + number("TotalErrorCount") + " " + number("TotalCancelledCount") + " "
                + number("TotalRejectedCount") + " " + number("ActiveCalls") + " " + get("State");
    }
}
