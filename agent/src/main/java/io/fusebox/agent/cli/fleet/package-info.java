/**
 * The commands about a fleet: {@link io.fusebox.agent.cli.fleet.FleetCommand} and what it shows. They read what the JVMs of the
 * fleet publish in Redis and write orders there; they talk to no JVM. Nothing that Redis holds is trusted: every text of it goes
 * through {@code TerminalText} before it is shown.
 */
@NullMarked
package io.fusebox.agent.cli.fleet;

import org.jspecify.annotations.NullMarked;
