/** The documentation of settings, printed from their table. Not used at start. */
@NullMarked
package io.fusebox.agent.config.page;

import org.jspecify.annotations.NullMarked;
