/** Method patterns: their grammar, and matching by names and descriptors. */
@NullMarked
package io.fusebox.agent.config.pattern;

import org.jspecify.annotations.NullMarked;
