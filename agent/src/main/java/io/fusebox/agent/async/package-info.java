/**
 * Calls that end after their method has returned: stages, futures, publishers, coroutines. The agent's own loader owns
 * these classes; the libraries are reached through their interfaces, as the objects at hand have them.
 */
@NullMarked
package io.fusebox.agent.async;

import org.jspecify.annotations.NullMarked;
