/** Settings of single keys of a breaker. */
@NullMarked
package io.fusebox.agent.config.keyed;

import org.jspecify.annotations.NullMarked;
