/**
 * Text for people: what a program made (keys, messages, names) is made safe here before it reaches a terminal, a log or a
 * label. Needs nothing else of Fusebox; the agent's loader, the commands' and JConsole's each have their own copy.
 */
@NullMarked
package io.fusebox.agent.text;

import org.jspecify.annotations.NullMarked;
