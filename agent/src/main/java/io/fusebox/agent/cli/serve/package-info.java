/**
 * The page and the metrics of all JVMs of a machine, from a process of its own.
 *
 * <pre>
 * ServeCommand          listens, and looks for JVMs every second
 *   LocalPrograms       what the endpoint shows: all JVMs at once, within a second
 *     JvmFeed           one JVM: a connection and a thread that may wait for it
 * </pre>
 */
@NullMarked
package io.fusebox.agent.cli.serve;

import org.jspecify.annotations.NullMarked;
