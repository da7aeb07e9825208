/** Weaves the guarded methods and answers the woven code; the agent's own loader owns these classes. */
@NullMarked
package io.fusebox.agent.weave;

import org.jspecify.annotations.NullMarked;
