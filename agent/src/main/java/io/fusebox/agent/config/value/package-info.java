/** The values of settings: what is written for them, and what it means. */
@NullMarked
package io.fusebox.agent.config.value;

import org.jspecify.annotations.NullMarked;
