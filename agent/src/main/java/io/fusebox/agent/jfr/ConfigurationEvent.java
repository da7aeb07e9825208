package io.fusebox.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A configuration file was followed, or could not be; at the beginning of a chunk also what is in force. */
@Name("io.fusebox.Configuration")
@Label("Circuit Breaker Configuration")
@Description("The configuration file was read")
@Category("Fusebox")
@Period("beginChunk")
@StackTrace(false)
final class ConfigurationEvent extends Event {
    @Label("File")
    @Nullable
    String file;

    @Label("Applied")
    @Description("Whether it is in force; if not, what was in force stays")
    boolean applied;

    @Label("Outcome")
    @Description("What is guarded, or why nothing changed")
    @Nullable
    String outcome;
}
