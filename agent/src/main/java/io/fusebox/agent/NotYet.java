package io.fusebox.agent;

import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.Configuration;

/** Settings that the file may have and that this version does not follow yet: who sets one is told, not left to find out. */
final class NotYet {
    private NotYet() {}

    /** Logs a line for each such setting. */
    static void tell(Configuration configuration, AgentLog log) {
        AgentOptions agent = configuration.agent();
        if (agent.logTarget() != AgentOptions.LogTarget.STDERR) {
            tell(log, configuration, "agent.log", "the log goes to stderr");
        }
        if (agent.logFormat() != AgentOptions.LogFormat.TEXT) {
            tell(log, configuration, "agent.log-format", "the log is text");
        }
    }

    private static void tell(AgentLog log, Configuration configuration, String key, String instead) {
        log.line(configuration.file() + ": " + key + " has no effect in this version: " + instead);
    }
}
