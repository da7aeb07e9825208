/** Packs the agent's jar. Run by the build of the module {@code agent}; no part of what is shipped. */
@NullMarked
package io.fusebox.build;

import org.jspecify.annotations.NullMarked;
