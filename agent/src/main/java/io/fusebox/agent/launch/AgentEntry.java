package io.fusebox.agent.launch;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The agent behind its class loader, as the entry points see it.
 *
 * <p>The application's class loader owns this type; {@link AgentLoader} shares it with the agent's classes. Its class {@code
 * AgentBootstrap} hands over its instance when it is initialised; a reflective call would cost 14 ms on JDK 25.
 */
public interface AgentEntry {

    /**
     * Starts the agent, or does what the arguments ask for. A second {@code -javaagent} changes nothing and logs a line; a
     * second attach makes the running agent use the given file.
     *
     * @param arguments what follows the {@code =} of {@code -javaagent}, or what was attached with
     * @param attached whether the program was running already
     */
    void start(@Nullable String arguments, Instrumentation instrumentation, boolean attached);
}
