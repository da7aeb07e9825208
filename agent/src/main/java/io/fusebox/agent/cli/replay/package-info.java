/** The command {@code what-if}, and how it shows what comes of a replay. */
@NullMarked
package io.fusebox.agent.cli.replay;

import org.jspecify.annotations.NullMarked;
