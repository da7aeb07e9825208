/** The commands of {@code java -jar fusebox-agent.jar}; loaded by an {@code AgentLoader} that serves the core, too. */
@NullMarked
package io.fusebox.agent.cli;

import org.jspecify.annotations.NullMarked;
