/**
 * The {@link io.fusebox.agent.view view} as metrics: one table of families, and the text in which Prometheus asks for them.
 * These classes live in the agent's own loader; none is loaded before someone asks for metrics.
 */
@NullMarked
package io.fusebox.agent.metrics;

import org.jspecify.annotations.NullMarked;
