package io.fusebox.agent;

import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.Registry;
import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The composition root: what the running agent consists of, and the order in which it comes to life. */
final class Agent {

    private Agent() {}

    /**
     * Starts the agent.
     *
     * @return whether the program may go on; false if the configuration is strict and has problems
     */
    static boolean start(@Nullable String arguments, Instrumentation instrumentation, AgentLog log) {
        File file = ConfigFile.of(arguments);
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        Configuration configuration = reader.read(file);
        ConfigFile.tell(configuration, log);
        if (configuration.agent().strict() && !configuration.problems().isEmpty()) {
            log.line("agent.strict = true: the program is not started");
            return false;
        }

        Registry registry = Registry.global();
        registry.publishing().stop(); // until the configuration has its say and the MBeans are loaded
        registry.stackTraces(configuration.agent().stackTraces());
        registry.faults().passTo(new FaultLines(log));
        registry.desk().addListener(new TransitionLines(log));

        Weaving weaving = new Weaving(instrumentation, log, registry, Bridge.firstSite());
        Guarding guarding = new Guarding(registry, weaving, configuration);
        registry.attach(new RunningAgent(file, reader, configuration, guarding, weaving, registry, log));
        Bridge.install(weaving.calls());
        weaving.begin(guarding.guards());
        JmxStart.soon(registry);
        log.line(StartLine.of(configuration));
        return true;
    }
}
