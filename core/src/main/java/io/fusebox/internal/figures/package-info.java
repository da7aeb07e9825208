/**
 * What can be known of a breaker and of Fusebox as a whole: two tables of figures, {@link
 * io.fusebox.internal.figures.BreakerFigure} and {@link io.fusebox.internal.figures.FuseboxFigure}. JMX, JSON, commands, pages
 * and metrics all show these rows: a new figure is added here once.
 *
 * <p>Knows nothing of {@code javax.management}: a run-time image may lack it. Internal.
 */
@NullMarked
package io.fusebox.internal.figures;

import org.jspecify.annotations.NullMarked;
