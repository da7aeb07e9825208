package io.fusebox.agent;

import io.fusebox.agent.weave.WovenCalls;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The composition root: what the running agent consists of. */
final class Agent {

    private Agent() {}

    static void start(@Nullable String arguments, Instrumentation instrumentation, AgentLog log) {
        Bridge.install(new WovenCalls());
        log.line(Version.NUMBER + ": no breakers");
    }
}
