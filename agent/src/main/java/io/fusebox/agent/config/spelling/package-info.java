/** Words and characters that are not the ones that were meant. Needs nothing else of Fusebox. */
@NullMarked
package io.fusebox.agent.config.spelling;

import org.jspecify.annotations.NullMarked;
