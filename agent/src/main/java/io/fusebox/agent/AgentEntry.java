package io.fusebox.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What the entry points know of the agent behind its loader.
 *
 * <p>The application's class loader owns this type; {@link AgentLoader} shares it with the agent's classes. {@link Start}
 * hands its instance over when it is initialised: a reflective call instead costs 14 ms on JDK 25.
 */
public interface AgentEntry {

    /**
     * Starts the agent, or does what else the arguments ask for. A second {@code -javaagent} changes nothing and is told; a
     * second attach has the running agent follow the file.
     *
     * @param arguments what follows the {@code =} of {@code -javaagent}, or what was attached with
     * @param attached whether the program was running already
     */
    void start(@Nullable String arguments, Instrumentation instrumentation, boolean attached);
}
