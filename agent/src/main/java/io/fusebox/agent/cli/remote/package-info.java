/** JMX connections to other machines. For the JVM of a command. */
@NullMarked
package io.fusebox.agent.cli.remote;

import org.jspecify.annotations.NullMarked;
