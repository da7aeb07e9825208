package com.acme.clients;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Calls of a client, each with what the breaker "client" is to count for it: {@code error}, {@code success, cancelled}, {@code 2
 * rejected}. What another key than the first one counts stands behind that key. Says what is otherwise.
 */
public final class Steps {
    private static final String REJECTION = "io.fusebox.CircuitOpenException";
    private static final String[] COUNTS = {"Success", "Error", "Ignored", "Cancelled", "Rejected"};
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private String home;
    private Map<String, long[]> before = new TreeMap<>();
    private int steps;
    private int wrong;

    /** @param home the key of most calls; empty if there are no keys */
    public Steps(String home) {
        this.home = home;
    }

    /** From now on most calls have that key. */
    public void home(String key) {
        home = key;
    }

    /** Makes a call, whatever comes of it. */
    public void step(String name, String expected, Callable<?> call) throws Exception {
        before = counts();
        String end;
        try {
            end = String.valueOf(call.call());
        } catch (Throwable thrown) {
            end = thrown.toString();
        }
        steps++;
        String counted = settled(expected);
        if (!counted.equals(expected)) {
            wrong++;
            System.out.println("WRONG " + name + ": counted " + counted + ", not " + expected + ", of " + end);
        }
    }

    /** A call that must return that. */
    public void step(String name, String expected, Object result, Callable<?> call) throws Exception {
        step(name, expected, () -> {
            Object end = call.call();
            if (!String.valueOf(result).equals(String.valueOf(end))) {
                wrong++;
                System.out.println("WRONG " + name + ": returned " + end + ", not " + result);
            }
            return end;
        });
    }

    /**
     * A sick service is rejected after three errors, a healthy one beside it is not, and a service that is well again is called
     * again.
     *
     * @param healthy of another key; null if there are no keys
     */
    public void outage(Callable<?> sick, Callable<?> healthy, Runnable cure) throws Exception {
        ManagementFactory.getPlatformMBeanServer().invoke(name(home), "reset", new Object[0], new String[0]);
        set(home, "ErrorThreshold", 3);
        set(home, "ResetTimeoutMillis", 500L);
        set(home, "Mode", "enforce");
        for (int i = 0; i < 3; i++) {
            step("sick " + i, "error", sick);
        }
        expect("state of the sick", "OPEN", get(home, "State"));
        step("sick when open", "rejected", () -> {
            try {
                return sick.call();
            } catch (Throwable thrown) {
                if (!says(thrown)) {
                    wrong++;
                    System.out.println("WRONG rejection: " + thrown);
                }
                return thrown;
            }
        });
        if (healthy != null) {
            healthy.call();
        }
        cure.run();
        // A client may take its time to find out that the service is back.
        for (int i = 0; i < 200 && !get(home, "State").equals("CLOSED"); i++) {
            try {
                sick.call();
            } catch (Throwable thrown) {
                Thread.sleep(50);
            }
        }
        expect("state of the cured", "CLOSED", get(home, "State"));
        set(home, "Mode", "observe");
    }

    /** While the breaker is forced open, a call must end with the rejection itself, not with an exception around it. */
    public void rejection(String name, Callable<?> call) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        set(home, "Mode", "enforce");
        server.invoke(name(home), "transitionToForcedOpen", new Object[0], new String[0]);
        step(name, "rejected", () -> {
            try {
                return call.call();
            } catch (Throwable thrown) {
                expect("rejection", REJECTION, thrown.getClass().getName());
                return thrown;
            }
        });
        server.invoke(name(home), "transitionToClosed", new Object[0], new String[0]);
        set(home, "Mode", "observe");
    }

    private static boolean says(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (one.getClass().getName().equals(REJECTION)) {
                return true;
            }
        }
        return false;
    }

    public void expect(String what, Object expected, Object was) {
        if (!expected.equals(was)) {
            wrong++;
            System.out.println("WRONG " + what + ": " + was + ", not " + expected);
        }
    }

    /** Says how many steps there were, and ends the JVM. */
    public void end() throws Exception {
        expect("faults", "", get(new ObjectName("fusebox:type=Fusebox"), "LastInternalError"));
        System.out.println(wrong == 0 ? "all " + steps + " steps as expected" : wrong + " wrong");
        System.exit(wrong == 0 ? 0 : 1);
    }

    private String settled(String expected) throws Exception {
        long begin = System.nanoTime();
        String now = difference();
        while (!now.equals(expected) && System.nanoTime() - begin < PATIENCE_NANOS) {
            Thread.sleep(10);
            now = difference();
        }
        return now;
    }

    private String difference() throws Exception {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, long[]> breaker : counts().entrySet()) {
            List<String> changes = new ArrayList<>();
            long[] old = before.getOrDefault(breaker.getKey(), new long[COUNTS.length]);
            for (int i = 0; i < COUNTS.length; i++) {
                long more = breaker.getValue()[i] - old[i];
                if (more != 0) {
                    changes.add((more == 1 ? "" : more + " ") + COUNTS[i].toLowerCase());
                }
            }
            if (!changes.isEmpty()) {
                text.append(text.length() == 0 ? "" : "; ");
                text.append(breaker.getKey().equals(home) ? "" : breaker.getKey() + " ");
                text.append(String.join(", ", changes));
            }
        }
        return text.length() == 0 ? "nothing" : text.toString();
    }

    private static Map<String, long[]> counts() throws Exception {
        Map<String, long[]> all = new TreeMap<>();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("fusebox:type=CircuitBreaker,name=client,*"), null)) {
            long[] counts = new long[COUNTS.length];
            for (int i = 0; i < COUNTS.length; i++) {
                counts[i] = ((Number) server.getAttribute(name, "Total" + COUNTS[i] + "Count")).longValue();
            }
            all.put(key(name), counts);
        }
        return all;
    }

    private static String key(ObjectName name) {
        String key = name.getKeyProperty("key");
        return key == null ? "" : key.startsWith("\"") ? ObjectName.unquote(key) : key;
    }

    private static ObjectName name(String key) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("fusebox:type=CircuitBreaker,name=client,*"), null)) {
            if (key(name).equals(key)) {
                return name;
            }
        }
        throw new IllegalStateException("no breaker of the key " + key);
    }

    private static Object get(String key, String attribute) throws Exception {
        return get(name(key), attribute);
    }

    private static Object get(ObjectName name, String attribute) throws Exception {
        Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
        return value == null ? "" : value;
    }

    private static void set(String key, String attribute, Object value) throws Exception {
        ManagementFactory.getPlatformMBeanServer().setAttribute(name(key), new Attribute(attribute, value));
    }
}
