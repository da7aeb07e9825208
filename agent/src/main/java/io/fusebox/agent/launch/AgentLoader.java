package io.fusebox.agent.launch;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of the agent. It loads all classes of the agent except the entry points, the bridge and core.
 *
 * <p>It loads from {@link AgentJar}, from entries ({@code agent/….classdata}) that no scanner of class paths takes for
 * classes. Its classes see the JDK and, through the bootstrap loader, bridge and core, but nothing of the application;
 * the application sees nothing of them.
 *
 * <p>The application's class loader owns this class, {@link AgentJar} and {@link JarBytes}.
 */
public final class AgentLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** Read once: this loader also runs on threads of the program, and these may lack the right to ask. */
    private static final ProtectionDomain RIGHTS = AgentLoader.class.getProtectionDomain();

    /** The packages of the agent: bridge and core are the bootstrap loader's. */
    private static final String[] AGENT = {
        "io.fusebox.agent.", "io.fusebox.bytebuddy.", "io.fusebox.jackson.", "io.fusebox.fleet.", "io.fusebox.jedis."
    };
    /** The packages of the commands. They load core themselves: no agent runs in their JVM. */
    private static final String[] COMMANDS = {"io.fusebox."};

    private static final String[] AGENT_FOLDERS = {"agent/"};
    private static final String[] COMMAND_FOLDERS = {"agent/", "core/"};
    private static final String START = "io.fusebox.agent.AgentBootstrap";

    /** The first line of a request. The fourth line is the path of the requesting jar, whose version may differ. */
    public static final String REQUEST_MARK = "fusebox-request";

    /** The running agent. There is one at a time, however often a jar is attached. Guarded by the class. */
    private static @Nullable AgentEntry entry;

    private final AgentJar jar;
    /** Resources that came with a block, by name. */
    private final Map<String, byte[]> resources = new ConcurrentHashMap<>();

    private final String[] own;
    private final String[] folders;

    private AgentLoader(ClassLoader parent, File jar, String[] own, String[] folders) throws IOException {
        super("fusebox", parent);
        this.jar = AgentJar.open(jar);
        this.own = own;
        this.folders = folders;
    }

    /** The jar that this class is from. */
    public static File jar() throws URISyntaxException {
        return new File(RIGHTS.getCodeSource().getLocation().toURI());
    }

    /** Starts the agent. If one runs already, passes the arguments to it. */
    static synchronized void start(@Nullable String arguments, Instrumentation instrumentation, boolean attached)
            throws Exception {
        if (entry == null) {
            AgentLoader loader = new AgentLoader(
                    ClassLoader.getPlatformClassLoader(), AgentJar.requested(arguments), AGENT, AGENT_FOLDERS);
            loadAhead(loader, "begin");
            Class.forName(START, true, loader); // its initialiser calls ready()
        }
        Objects.requireNonNull(entry, START).start(arguments, instrumentation, attached);
    }

    /** {@code AgentBootstrap} calls this when it is initialised. */
    public static synchronized void ready(AgentEntry started) {
        if (entry == null) {
            entry = started;
        }
    }

    /** The agent calls this when it ends. Then another one may start. */
    public static synchronized void gone() {
        entry = null;
    }

    /** Runs a command. No agent runs in this JVM: the core classes come from here, the attach API from the parent. */
    static void command(String[] arguments) throws Throwable {
        AgentLoader commands = new AgentLoader(AgentLoader.class.getClassLoader(), jar(), COMMANDS, COMMAND_FOLDERS);
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
        if (name.equals(AgentEntry.class.getName())) {
            return AgentEntry.class;
        }
        if (name.equals(AgentLoader.class.getName())) {
            return AgentLoader.class;
        }
        if (!isOwn(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = bytesOf(name.replace('.', '/'));
            if (bytes != null) {
                return define(name, bytes);
            }
        }
        return super.loadClass(name, resolve);
    }

    /** Finds classes that the parent lacks and {@link #isOwn} does not know: a jar of another version may have some. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = bytesOf(name.replace('.', '/'));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return define(name, bytes);
    }

    /** A security manager grants these classes the same rights as the jar. */
    private Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length, RIGHTS);
    }

    private boolean isOwn(String name) {
        for (String packages : own) {
            if (name.startsWith(packages)) {
                return true;
            }
        }
        return false;
    }

    /** Finds a class file by its usual name, and any other entry by its name in the jar. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] known = resources.get(name);
        if (known != null) {
            return new ByteArrayInputStream(known);
        }
        byte[] bytes = name.endsWith(".class")
                ? bytesOf(name.substring(0, name.length() - ".class".length()))
                : jar.read(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    /**
     * Loads a block of classes that will be needed soon, all at once. That takes a third of the time of loading them one by
     * one. Does nothing if the loader is not that of a packed agent, or if it fails: then the JVM loads each class when it
     * needs it, and any error appears there.
     *
     * @param block {@code begin}, {@code start} or {@code weaving}; the build records which classes they hold
     */
    public static void loadAhead(@Nullable ClassLoader loader, String block) {
        if (loader instanceof AgentLoader agent) {
            try {
                agent.loadAhead(block);
            } catch (IOException | RuntimeException | LinkageError e) {
                // See above.
            }
        }
    }

    /**
     * A block of class files, each with its name and its length before it; null if the jar, of another version, has none.
     *
     * @throws IOException if the loader is not that of a packed agent
     */
    public static @Nullable DataInputStream block(@Nullable ClassLoader loader, String name) throws IOException {
        if (!(loader instanceof AgentLoader agent)) {
            throw new IOException("not in the agent's jar");
        }
        return agent.jar.block(name);
    }

    /** The start is over: gives up most of the jar. */
    public static void shrink(@Nullable ClassLoader loader) {
        if (loader instanceof AgentLoader agent) {
            agent.jar.shrink();
        }
    }

    private void loadAhead(String block) throws IOException {
        DataInputStream in = jar.block(block);
        while (in != null && in.available() > 0) {
            String name = in.readUTF();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            if (name.indexOf('/') >= 0) {
                resources.put(name, bytes);
                continue;
            }
            synchronized (getClassLoadingLock(name)) {
                if (findLoadedClass(name) == null) {
                    define(name, bytes);
                }
            }
        }
    }

    private byte @Nullable [] bytesOf(String internalName) {
        for (String folder : folders) {
            byte[] bytes = jar.read(folder + internalName + ".classdata");
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }
}
