package io.fusebox.agent.log;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Logs for tests of other packages. */
public final class Logs {

    private Logs() {}

    /** One whose lines nobody reads. */
    public static AgentLog nowhere() {
        return new AgentLog(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
    }

    /** One that writes there, in UTF-8. */
    public static AgentLog to(OutputStream out) {
        return new AgentLog(out, StandardCharsets.UTF_8);
    }
}
