/** Files as entries with their lines, before any of them is understood; problems. */
@NullMarked
package io.fusebox.agent.config.source;

import org.jspecify.annotations.NullMarked;
