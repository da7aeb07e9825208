/**
 * The demo: {@link io.fusebox.agent.cli.demo.Story} tells it, on a {@link io.fusebox.agent.cli.demo.Stage} with two other
 * processes, a shop under the agent and its bank.
 *
 * <pre>
 * shop, bank    a line for each thing that happens
 *   Stage       their processes and files, gone when the demo is
 *     Timeline  an Event for each line, in the order of things
 *       Tally   what happened so far: what the story waits for
 *       Lines   how it looks on the terminal
 * </pre>
 */
@NullMarked
package io.fusebox.agent.cli.demo;

import org.jspecify.annotations.NullMarked;
