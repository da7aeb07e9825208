/** Tables of breakers on a terminal: once, or live. For the JVM of a command. */
@NullMarked
package io.fusebox.agent.cli.table;

import org.jspecify.annotations.NullMarked;
