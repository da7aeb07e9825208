/**
 * The shipped jar in forked JVMs.
 *
 * <p>{@link io.fusebox.it.ForkedJvm} runs a program, {@link io.fusebox.it.Jdks} says on which JDKs; what runs there is in
 * {@code program} or in a library. No class of the agent is on a class path.
 */
package io.fusebox.it;
