/**
 * One model of what is known of the breakers of a JVM. The HTTP page, metrics and commands show it, wherever it was read: from
 * the registry inside the JVM ({@link io.fusebox.agent.view.RegistryReader}), over JMX, or from JSON
 * ({@link io.fusebox.agent.view.ViewJson}). What there is to know stands in the tables of {@code io.fusebox.internal.figures}.
 *
 * <p>These classes live in the agent's own loader; none is loaded at start.
 */
@NullMarked
package io.fusebox.agent.view;

import org.jspecify.annotations.NullMarked;
