package com.acme.own;

import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/** Takes effect only if it is named before the platform's MBean server is made. */
public final class OwnServerBuilder extends MBeanServerBuilder {

    private static int built;

    public static synchronized int built() {
        return built;
    }

    @Override
    public MBeanServer newMBeanServer(String domain, MBeanServer outer, MBeanServerDelegate delegate) {
        synchronized (OwnServerBuilder.class) {
            built++;
        }
        return super.newMBeanServer(domain, outer, delegate);
    }
}
