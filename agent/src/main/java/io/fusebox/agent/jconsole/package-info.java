/**
 * A tab of JConsole: {@code jconsole -pluginpath fusebox-agent.jar}. Its classes run in JConsole's own process, from a class
 * loader of JConsole's, and need nothing else of the jar; they know the MBeans by their names alone.
 */
@NullMarked
package io.fusebox.agent.jconsole;

import org.jspecify.annotations.NullMarked;
