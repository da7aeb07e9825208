package io.fusebox.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A breaker changed its state. */
@Name("io.fusebox.Transition")
@Label("Circuit Breaker Transition")
@Description("A circuit breaker changed its state")
@Category("Fusebox")
@StackTrace(false)
final class TransitionEvent extends Event {
    @Label("Breaker")
    @Nullable
    String breaker;

    @Label("Key")
    @Description("Of a breaker per key")
    @Nullable
    String key;

    @Label("From")
    @Nullable
    String from;

    @Label("To")
    @Nullable
    String to;

    @Label("Cause")
    @Nullable
    String cause;

    @Label("Reason")
    @Description("The cause in words")
    @Nullable
    String reason;
}
