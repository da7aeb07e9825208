package io.fusebox.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of the agent: everything of it that is neither entry point, bridge nor core.
 *
 * <p>It loads from the jar in memory, from entries ({@code agent/….classdata}) that no scanner of class paths takes for
 * classes. Its classes see the JDK and, through the bootstrap loader, bridge and core, but nothing of the application;
 * the application sees nothing of them.
 *
 * <p>The application's class loader owns this class and {@link JarBytes}.
 */
public final class AgentLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String OWN = "io.fusebox.";
    private static final String START = "io.fusebox.agent.Start";

    /** The first line of a request; the fourth is the path of the jar that asks, of whatever version. */
    static final String REQUEST_MARK = "fusebox-request";

    private static final int JAR_LINE = 3;

    /** The agent that runs, of which there is one at a time, whatever is attached how often; guarded by the class. */
    private static @Nullable AgentEntry entry;

    private final JarBytes jar;
    private final String[] folders;

    private AgentLoader(ClassLoader parent, File jar, String... folders) throws IOException {
        super("fusebox", parent);
        this.jar = JarBytes.of(jar);
        this.folders = folders;
    }

    /** The jar that this class is from. */
    public static File jar() throws URISyntaxException {
        return new File(AgentLoader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Starts the agent, or tells the one that runs. */
    static synchronized void start(@Nullable String arguments, Instrumentation instrumentation, boolean attached)
            throws Exception {
        if (entry == null) {
            Class.forName(
                    START, true, new AgentLoader(ClassLoader.getPlatformClassLoader(), jarOf(arguments), "agent/"));
        }
        Objects.requireNonNull(entry, START).start(arguments, instrumentation, attached);
    }

    /**
     * The jar that is to run. The JVM keeps the entry points of the jar that came first, so another version of it must say
     * where it is.
     */
    private static File jarOf(@Nullable String arguments) throws URISyntaxException {
        if (arguments != null && arguments.startsWith(REQUEST_MARK)) {
            String[] lines = arguments.split("\n", -1);
            if (lines.length > JAR_LINE) {
                return new File(lines[JAR_LINE]);
            }
        }
        return jar();
    }

    /** For the first class of the agent: it is there. */
    public static synchronized void ready(AgentEntry started) {
        if (entry == null) {
            entry = started;
        }
    }

    /** For the agent that goes: another may come. */
    public static synchronized void gone() {
        entry = null;
    }

    /** Runs a command. No agent runs in this JVM: the core classes come from here, the attach API from the parent. */
    static void command(String[] arguments) throws Throwable {
        AgentLoader commands = new AgentLoader(AgentLoader.class.getClassLoader(), jar(), "agent/", "core/");
        Thread.currentThread().setContextClassLoader(commands);
        try {
            commands.loadClass("io.fusebox.agent.cli.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = bytesOf(entryOf(name.replace('.', '/')));
            if (bytes != null) {
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
        if (name.equals(AgentEntry.class.getName())) {
            return AgentEntry.class;
        }
        return name.equals(AgentLoader.class.getName()) ? AgentLoader.class : super.loadClass(name, resolve);
    }

    /** Class files under their usual names, and the other entries of the jar under theirs. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = name.endsWith(".class")
                ? bytesOf(entryOf(name.substring(0, name.length() - ".class".length())))
                : jar.read(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private static String entryOf(String internalName) {
        return internalName + ".classdata";
    }

    private byte @Nullable [] bytesOf(String entry) {
        for (String folder : folders) {
            byte[] bytes = jar.read(folder + entry);
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }
}
