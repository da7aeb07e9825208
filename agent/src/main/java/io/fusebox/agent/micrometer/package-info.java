/**
 * The metrics in the application's own Micrometer ({@code agent.micrometer}), without a dependency on it.
 *
 * <pre>
 * MicrometerBinding   a thread of its own: looks for Micrometer and for new breakers
 *   MetricsClasses    each Metrics class that a loader of the application has, held weakly
 *     BoundRegistry   the meters in one global registry, held weakly
 *       MeterFactory  calls Micrometer by reflection
 *       MeterSource   the numbers of one breaker, which Micrometer asks for
 * </pre>
 *
 * <p>These classes live in the agent's own loader; none is loaded while {@code agent.micrometer} is off. Nothing here holds an
 * object of Micrometer strongly: an application that is redeployed takes its registry with it.
 */
@NullMarked
package io.fusebox.agent.micrometer;

import org.jspecify.annotations.NullMarked;
