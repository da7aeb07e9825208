/**
 * The agent over HTTP ({@code agent.http}): metrics, a live page, the snapshot as JSON, and moves by token.
 *
 * <pre>
 * HttpEndpoint      the JDK's HTTP server on daemon threads
 *   Gate            who may ask: Host, Origin, method
 *     Routes        /metrics   /   /api/breakers   /api/breakers/NAME/OPERATION
 * </pre>
 *
 * <p>These classes live in the agent's own loader; none is loaded while {@code agent.http} is off.
 */
@NullMarked
package io.fusebox.agent.http;

import org.jspecify.annotations.NullMarked;
