/** Recordings of another JVM by the JDK's Flight Recorder. Loaded by the commands that record. */
@NullMarked
package io.fusebox.agent.cli.flight;

import org.jspecify.annotations.NullMarked;
