package io.fusebox.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The first class in the agent's own loader: one start for the life of the JVM.
 *
 * <p>It names no class of bridge or core, not even in a signature: the verifier would look for them before
 * {@link BootClasses} has defined them.
 */
public final class Start implements AgentEntry {

    static {
        AgentLoader.ready(new Start());
    }

    private @Nullable AgentLog log;

    private Start() {}

    @Override
    public synchronized void start(@Nullable String arguments, Instrumentation instrumentation, boolean attached) {
        if (log != null) {
            log.line(Version.NUMBER + " is running already and goes on; ignored: "
                    + (attached ? "a second attach" : "a second -javaagent")
                    + (arguments == null ? "" : " with '" + arguments + "'"));
            return;
        }
        AgentLog stderr = AgentLog.stderr();
        try {
            BootClasses.define(instrumentation);
        } catch (Exception | LinkageError e) {
            stderr.line(Version.NUMBER + " cannot run on Java " + System.getProperty("java.version") + " (" + e
                    + "): the program runs unguarded");
            return;
        }
        log = stderr;
        if (!Agent.start(arguments, instrumentation, stderr) && !attached) {
            // Strict, and before main: nothing of the program has run, so nothing of it is cut short.
            Runtime.getRuntime().halt(1);
        }
    }
}
