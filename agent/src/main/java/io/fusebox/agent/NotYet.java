package io.fusebox.agent;

import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.value.OnOpen;

/** Settings that the file may have and that this version does not follow yet: who sets one is told, not left to find out. */
final class NotYet {
    private NotYet() {}

    /** Logs a line for each such setting. */
    static void tell(Configuration configuration, AgentLog log) {
        for (BreakerDefinition breaker : configuration.breakers()) {
            if (!(breaker.onOpen() instanceof OnOpen.Throw)) {
                tell(log, configuration, breaker, "on-open", "a rejected call throws io.fusebox.CircuitOpenException");
            }
            if (breaker.errorWhen() != null) {
                tell(log, configuration, breaker, "error-when", "every normal return is a success");
            }
            if (breaker.key() != null) {
                tell(log, configuration, breaker, "key", "all calls share one breaker");
            }
        }
        AgentOptions agent = configuration.agent();
        if (agent.logTarget() != AgentOptions.LogTarget.STDERR) {
            tell(log, configuration, "agent.log", "the log goes to stderr");
        }
        if (agent.logFormat() != AgentOptions.LogFormat.TEXT) {
            tell(log, configuration, "agent.log-format", "the log is text");
        }
        if (agent.annotations() == AgentOptions.Annotations.ON) {
            tell(log, configuration, "agent.annotations", "name the methods in the file");
        }
    }

    private static void tell(
            AgentLog log, Configuration configuration, BreakerDefinition breaker, String setting, String instead) {
        tell(log, configuration, "breaker." + breaker.name() + "." + setting, instead);
    }

    private static void tell(AgentLog log, Configuration configuration, String key, String instead) {
        log.line(configuration.file() + ": " + key + " has no effect in this version: " + instead);
    }
}
