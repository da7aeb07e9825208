package io.fusebox.agent.launch;

import java.lang.instrument.Instrumentation;

/**
 * The entry points of the agent's jar. Nothing that goes wrong here reaches the program (R15).
 *
 * <p>The application's class loader owns this class. It is compiled for Java 8: an older JVM can load it, and then prints
 * that it is too old.
 */
public final class Premain {

    private static final int OLDEST = 17;

    private Premain() {}

    /** For {@code -javaagent}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    /** For the attach API. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, true);
    }

    /** For {@code java -jar}. */
    public static void main(String[] arguments) throws Throwable {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            say("needs Java " + OLDEST + " or newer, this is " + version);
            System.exit(1);
        }
        AgentLoader.command(arguments);
    }

    private static void start(String arguments, Instrumentation instrumentation, boolean attached) {
        try {
            if (!attached && isTool()) {
                return;
            }
            String version = System.getProperty("java.specification.version");
            if (isTooOld(version)) {
                say("needs Java " + OLDEST + " or newer, this is " + version + ": the program runs unguarded");
            } else if (attached || !AgentJar.isCommand()) {
                AgentLoader.start(arguments, instrumentation, attached);
            }
        } catch (Throwable failure) {
            say("could not start: " + reason(failure) + ": the program runs unguarded");
        }
    }

    /** The root cause of a failure. For a SecurityException it adds what to grant. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        return first instanceof SecurityException
                ? first + "; grant the agent's jar java.security.AllPermission in the policy file"
                : first.toString();
    }

    /**
     * Whether this JVM runs a tool of the JDK rather than a program: {@code JAVA_TOOL_OPTIONS} of a container reaches the
     * tools, too. The JDK starts each tool as a module.
     */
    private static boolean isTool() {
        String module = System.getProperty("jdk.module.main");
        return module != null && (module.startsWith("jdk.") || module.startsWith("java."));
    }

    /** Whether a {@code java.specification.version} ({@code 1.8}, {@code 17}) is older than the agent's classes. */
    static boolean isTooOld(String version) {
        return version.startsWith("1.") || Integer.parseInt(version) < OLDEST;
    }

    private static void say(String what) {
        System.err.println("[fusebox] " + what);
    }
}
