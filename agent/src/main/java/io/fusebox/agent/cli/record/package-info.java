/** The command {@code record}. */
@NullMarked
package io.fusebox.agent.cli.record;

import org.jspecify.annotations.NullMarked;
