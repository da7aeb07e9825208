/** Addresses of the network that a configuration names. */
@NullMarked
package io.fusebox.agent.config.address;

import org.jspecify.annotations.NullMarked;
