/**
 * What operators ask a running agent for, and the channel through which the commands of the jar ask: a socket in a folder of
 * the user, which the agent opens at the first command. It needs no port and no JMX. Nothing here is loaded before that.
 */
@NullMarked
package io.fusebox.agent.operate;

import org.jspecify.annotations.NullMarked;
