package io.fusebox.internal.jdk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the JIT compiler is not to inline a method: one that is called rarely, or when the call costs little beside what
 * it does, and whose code would make the guarded methods around it too large to be inlined themselves.
 *
 * <p>In the agent's jar it is the JDK's own annotation, which HotSpot heeds in the classes of the bootstrap loader. Without the
 * agent it says nothing.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface OutOfLine {}
