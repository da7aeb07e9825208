/**
 * A model of the fleet's protocol, apart from its code: JVMs that poll, crash, pause and are cut off, a Redis that forgets
 * everything, operators who give orders. {@link io.fusebox.fleet.model.Explorer} visits every state that a few faults can lead
 * to, and {@link io.fusebox.fleet.model.Properties} must hold in each. Each {@link io.fusebox.fleet.model.Flaw} breaks the
 * protocol in one place, to prove that the search finds what it looks for.
 */
@NullMarked
package io.fusebox.fleet.model;

import org.jspecify.annotations.NullMarked;
