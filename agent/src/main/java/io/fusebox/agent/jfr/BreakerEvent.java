package io.fusebox.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Which breaker the number in a {@link CallEvent} means. It comes with the first call, and again in each chunk. */
@Name("io.fusebox.Breaker")
@Label("Circuit Breaker")
@Description("Which breaker a number means, and the settings that it has")
@Category("Fusebox")
@Enabled(false)
@Period("beginChunk")
@StackTrace(false)
final class BreakerEvent extends Event {
    @Label("Number")
    @BreakerNumber
    int number;

    @Label("Name")
    @Nullable
    String name;

    @Label("Key")
    @Description("Of a breaker per key")
    @Nullable
    String key;

    @Label("Settings")
    @Description("Those that are not at their default, as a configuration file has them")
    @Nullable
    String settings;
}
