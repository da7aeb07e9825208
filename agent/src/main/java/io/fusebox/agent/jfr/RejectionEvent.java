package io.fusebox.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A call was rejected. Off by default: there may be very many, each with its stack trace. */
@Name("io.fusebox.Rejection")
@Label("Circuit Breaker Rejection")
@Description("A call was not let through")
@Category("Fusebox")
@Enabled(false)
final class RejectionEvent extends Event {
    @Label("Breaker")
    @Description("With its key, if it is one per key")
    @Nullable
    String breaker;

    @Label("State")
    @Nullable
    String state;

    @Label("Next Probe In")
    @Description("0: now; negative: only an operator ends the state")
    @Timespan(Timespan.NANOSECONDS)
    long retryAfter;
}
