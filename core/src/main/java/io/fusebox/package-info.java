/**
 * The circuit breaker and its values: the public API.
 *
 * <p>With the agent attached the bootstrap loader owns these classes, so that the application and the agent share one
 * registry of breakers; without it they are an ordinary library.
 */
@NullMarked
package io.fusebox;

import org.jspecify.annotations.NullMarked;
