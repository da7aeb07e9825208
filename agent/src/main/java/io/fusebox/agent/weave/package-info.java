/** Weaves the guarded methods, and reports what it could not weave; the agent's own loader owns these classes. */
@NullMarked
package io.fusebox.agent.weave;

import org.jspecify.annotations.NullMarked;
