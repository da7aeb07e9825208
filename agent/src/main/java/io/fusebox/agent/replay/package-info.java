/**
 * What breakers would have done to recorded calls: reads a recording, feeds its calls to the core's own state machine on the
 * recorded clock, and looks for better settings. Loaded by the command {@code what-if} alone.
 */
@NullMarked
package io.fusebox.agent.replay;

import org.jspecify.annotations.NullMarked;
