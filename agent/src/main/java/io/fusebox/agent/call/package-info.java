/**
 * What happens at a guarded method beyond asking its breaker: keys, conditions on results, answers to rejections. The
 * agent's own loader owns these classes.
 *
 * <p>A site is shared by all class loaders that have the method, so nothing here holds a class of the application: what
 * is resolved for one is kept with it, by a {@link PerClass}.
 */
@NullMarked
package io.fusebox.agent.call;

import io.fusebox.agent.call.member.PerClass;
import org.jspecify.annotations.NullMarked;
