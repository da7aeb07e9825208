/** What a running program calls over the network, as the JDK's Flight Recorder shows it. For the JVM of a command. */
@NullMarked
package io.fusebox.agent.cli.suggest;

import org.jspecify.annotations.NullMarked;
