package io.fusebox.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/**
 * Defines bridge and core in the bootstrap loader.
 *
 * <p>Directly, from bytes: a jar on the bootstrap class path would turn class data sharing off for the application. The
 * JDK's internal {@link Unsafe} can do it on every version from 17; it is exported to the agent's own loader and to
 * nobody else. It is named in code, not by reflection, because reflection costs milliseconds here; the JVM links the
 * name when it first executes the call, after the export.
 */
final class BootClasses {

    /** Written by the build: one {@code folder/internal/Name} a line, supertypes before their subtypes. */
    private static final String ORDER = "boot/order";

    /** The same for the MBeans. */
    private static final String JMX_ORDER = "boot/order-jmx";

    private BootClasses() {}

    /**
     * Defines them all but the MBeans.
     *
     * @throws LinkageError if this JDK does not let us, or if some are there already
     */
    static void define(Instrumentation instrumentation) throws IOException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(BootClasses.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
        defineAll(ORDER);
    }

    /**
     * Defines the MBeans, after {@link #define}. Not for the start: it loads {@code javax.management}.
     *
     * @throws LinkageError if this run-time image has no {@code java.management}, or if some are there already
     */
    static void defineJmx() throws IOException {
        defineAll(JMX_ORDER);
    }

    private static void defineAll(String list) throws IOException {
        String order = new String(read(list), StandardCharsets.ISO_8859_1);
        int begin = 0;
        for (int end = order.indexOf('\n'); end >= 0; end = order.indexOf('\n', begin)) {
            String entry = order.substring(begin, end);
            byte[] bytes = read(entry + ".classdata");
            String name = entry.substring(entry.indexOf('/') + 1);
            Unsafe.getUnsafe().defineClass(name, bytes, 0, bytes.length, null, null);
            begin = end + 1;
        }
    }

    private static byte[] read(String entry) throws IOException {
        try (InputStream in = BootClasses.class.getClassLoader().getResourceAsStream(entry)) {
            if (in == null) {
                throw new IOException("the agent's jar has no " + entry);
            }
            return in.readAllBytes();
        }
    }
}
