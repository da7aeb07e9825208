package io.fusebox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Guards the method with the circuit breaker of that name. Woven by the Fusebox agent; without the agent it does nothing.
 *
 * <p>The breaker's settings come from the agent's configuration file if it names it, else they are the defaults.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Guarded {
    /** The name of the circuit breaker: letters, digits, dot, underscore and hyphen. */
    String value();
}
