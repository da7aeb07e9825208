package io.fusebox.agent.advice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the breaker of a woven method depends on: its object, one of its arguments, all of these, or null. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface KeySource {
    /** An array of the method's object, null for a static method, and all arguments. */
    int ALL = -3;

    /** In place of the number of an argument. */
    int NONE = -2;

    /** The method's object, in place of the number of an argument. */
    int THIS = -1;
}
