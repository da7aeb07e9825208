package io.fusebox.agent;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.launch.AgentLoader;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Defines bridge and core in the bootstrap loader.
 *
 * <p>Directly, from bytes: a jar on the bootstrap class path would turn class data sharing off for the application. The
 * JDK's internal {@link Unsafe} can do it on every version from 17; it is exported to the agent's own loader and to
 * nobody else. It is named in code, not by reflection, because reflection costs milliseconds here; the JVM links the
 * name when it first executes the call, after the export.
 */
final class BootClasses {

    /** Written by the build: what bridge, core and entry points offer, as one word, then their classes, supertypes first. */
    private static final String BLOCK = "boot";

    /** What shows and steers breakers. */
    private static final String FIGURES_BLOCK = "boot-figures";

    /** The classes of the MBeans. */
    private static final String JMX_BLOCK = "boot-jmx";

    private BootClasses() {}

    /**
     * Defines all but the figures and the MBeans, unless an agent before this one did: then they stay until the JVM ends.
     *
     * @throws StartRefused if those that are there are not what this agent can work with
     * @throws LinkageError if this JDK does not let us
     */
    static void define(Instrumentation instrumentation) throws IOException, StartRefused {
        Set<Module> agent = Set.of(BootClasses.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", agent, "jdk.internal.vm", agent),
                Map.of(),
                Set.of(),
                Map.of());
        DataInputStream block = block(BLOCK);
        String shape = block.readUTF();
        if (isThere("java.lang.FuseboxBridge")) {
            check(Bridge.core(), shape);
        } else {
            defineAll(block);
            Bridge.core(AgentVersion.NUMBER + ' ' + shape);
        }
    }

    /**
     * The agents of two versions can work with the same core and entry points if these offer the same types and members: the
     * shapes, which the build computes, are equal. What a newer core would do differently inside then comes with the next start of the JVM.
     */
    private static void check(@Nullable String present, String shape) throws StartRefused {
        String its = present == null ? "? ?" : present;
        int space = its.indexOf(' ');
        if (!its.substring(space + 1).equals(shape)) {
            throw new StartRefused(
                    AgentVersion.NUMBER + " cannot work with the core of " + its.substring(0, space)
                            + ", which stays in this JVM until it ends: restart the program to change to "
                            + AgentVersion.NUMBER,
                    false);
        }
    }

    /** Defines what shows and steers breakers, after {@link #define}, unless it is there. Not for the start. */
    static synchronized void defineFigures() throws IOException {
        if (!isThere("io.fusebox.internal.figures.BreakerReading")) {
            defineAll(block(FIGURES_BLOCK));
        }
    }

    /**
     * Defines the figures and the MBeans, after {@link #define}, unless they are there. Not for the start: it loads
     * {@code javax.management}.
     *
     * @throws LinkageError if this run-time image has no {@code java.management}
     */
    static synchronized void defineJmx() throws IOException {
        defineFigures();
        if (!isThere("javax.management.MBeanServer")) {
            throw new NoClassDefFoundError("javax/management/MBeanServer");
        }
        if (!isThere("io.fusebox.internal.jmx.JmxPublisher")) {
            defineAll(block(JMX_BLOCK));
        }
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void defineAll(DataInputStream block) throws IOException {
        while (block.available() > 0) {
            String name = block.readUTF();
            byte[] bytes = new byte[block.readInt()];
            block.readFully(bytes);
            try {
                Unsafe.getUnsafe().defineClass(name, bytes, 0, bytes.length, null, null);
            } catch (LinkageError e) {
                // An attempt before this one may have failed half-way, for lack of memory.
                if (!isThere(name.replace('/', '.'))) {
                    throw e;
                }
            }
        }
    }

    private static DataInputStream block(String name) throws IOException {
        DataInputStream block = AgentLoader.block(BootClasses.class.getClassLoader(), name);
        if (block == null) {
            throw new IOException("the agent's jar has no " + name);
        }
        return block;
    }
}
