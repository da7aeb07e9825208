/** Starts the agent and wires its parts together; these classes live in the agent's own loader. */
@NullMarked
package io.fusebox.agent;

import org.jspecify.annotations.NullMarked;
