package io.fusebox.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * A guarded call has ended, or was rejected; the event's time is that of the end. Off by default. Small, since there are many: a
 * number stands for the breaker. The duration is a field of its own: the event's would have to begin with the call.
 */
@Name("io.fusebox.Call")
@Label("Guarded Call")
@Description("A guarded call has ended, or was rejected")
@Category("Fusebox")
@Enabled(false)
@StackTrace(false)
final class CallEvent extends Event {
    @Label("Breaker")
    @BreakerNumber
    int breaker;

    @Label("Outcome")
    @Description("S success, E error, I ignored, C cancelled, R rejected")
    char outcome;

    @Label("Call Duration")
    @Description("How long the call took; of an asynchronous one until its end")
    @Timespan(Timespan.NANOSECONDS)
    long took;

    @Label("Would Have Been Rejected")
    @Description("Whether the breaker only observes, and would have rejected the call")
    boolean wouldReject;
}
