package io.fusebox.agent.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;
import jdk.jfr.Relational;

/** Relates the events of one breaker: tools such as JDK Mission Control find the others of a number by it. */
@MetadataDefinition
@Relational
@Name("io.fusebox.BreakerNumber")
@Label("Circuit Breaker")
@Description("The number of a breaker in this JVM; the event io.fusebox.Breaker says which one it is")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface BreakerNumber {}
