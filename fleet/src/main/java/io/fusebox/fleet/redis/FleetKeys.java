package io.fusebox.fleet.redis;

import java.util.List;

/**
 * The keys of a fleet. All have the fleet's name in braces, so that a Redis Cluster keeps them on one node. Immutable.
 *
 * <ul>
 *   <li>{@code fusebox:{NAME}:jvm:ID}: the snapshot of a JVM, JSON; gone 10 s after the JVM published it last
 *   <li>{@code fusebox:{NAME}:jvms}: sorted set, the ids by the time of their last poll
 *   <li>{@code fusebox:{NAME}:orders}: hash, the breaker to its newest order, JSON; an {@code auto} stays as an order
 *   <li>{@code fusebox:{NAME}:orders-version}: the number of the newest order
 *   <li>{@code fusebox:{NAME}:orders-log}: list of the last 1,000 orders, the newest first
 *   <li>{@code fusebox:{NAME}:breaker:LABEL:state}: hash of {@code opening}, {@code closing}, {@code rest} and
 *       {@code rest-length}
 *   <li>{@code fusebox:{NAME}:breaker:LABEL:callers}, {@code :openers}, {@code :leases}: sorted sets, JVM to time
 * </ul>
 *
 * @param fleet the fleet's name
 */
public record FleetKeys(String fleet) {
    /** What every key of every fleet begins with. */
    public static final String PREFIX = "fusebox:{";

    /** The ids of the JVMs, by the time of their last poll. */
    public String jvms() {
        return key("jvms");
    }

    /** The snapshot of a JVM. */
    public String jvm(String id) {
        return key("jvm:" + id);
    }

    /** The newest order of each breaker. */
    public String orders() {
        return key("orders");
    }

    /** The number of the newest order. */
    public String ordersVersion() {
        return key("orders-version");
    }

    /** The orders of the past, the newest first. */
    public String ordersLog() {
        return key("orders-log");
    }

    /** The four keys of a breaker that is shared. */
    public List<String> breaker(String label) {
        String begin = key("breaker:" + label + ':');
        return List.of(begin + "state", begin + "callers", begin + "openers", begin + "leases");
    }

    /** The name of the fleet that has this key as its {@link #jvms}; empty if none has. */
    public static String fleetOf(String jvms) {
        int end = jvms.lastIndexOf('}');
        return end < PREFIX.length() ? "" : jvms.substring(PREFIX.length(), end);
    }

    private String key(String rest) {
        return PREFIX + fleet + "}:" + rest;
    }
}
