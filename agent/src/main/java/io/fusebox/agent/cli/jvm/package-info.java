/** The commands about other JVMs: through the attach API and the JVM's local JMX connector, so no port is needed. */
@NullMarked
package io.fusebox.agent.cli.jvm;

import org.jspecify.annotations.NullMarked;
