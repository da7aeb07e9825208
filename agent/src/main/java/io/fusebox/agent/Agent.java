package io.fusebox.agent;

import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.log.FaultLines;
import io.fusebox.agent.reload.ConfigFile;
import io.fusebox.agent.reload.FileContent;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.GlobalRegistry;
import io.fusebox.internal.registry.Registry;
import java.io.File;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The composition root: creates the parts of the agent and starts them in order. */
final class Agent {

    private Agent() {}

    /**
     * Starts the agent.
     *
     * @param argument the configuration file, if one is named
     * @param attached whether the program runs already
     * @throws StartRefused if the configuration is strict and has problems, or if attaching with it has no effect
     */
    static RunningAgent start(
            @Nullable String argument, Instrumentation instrumentation, AgentLog log, boolean attached)
            throws StartRefused {
        File file = ConfigFile.of(argument);
        FileContent content = FileContent.first(file, ConfigFile.isNamed(argument));
        ConfigReader reader = new ConfigReader(System.getProperties(), System.getenv());
        Configuration configuration = content.read(reader, file);
        log.follow(configuration.agent());
        ConfigFile.tell(configuration, log);
        StartRefused.check(configuration, attached);

        Registry registry = GlobalRegistry.registry();
        GlobalRegistry.jmx().stop(); // until the configuration has its say and the MBeans are loaded
        registry.stackTraces(configuration.agent().stackTraces());
        registry.faults().passTo(new FaultLines(log, registry.events()));

        Weaving weaving = new Weaving(instrumentation, log, registry, Bridge.firstSite());
        ConfiguredBreakers guarding = new ConfiguredBreakers(registry, weaving, configuration);
        RunningAgent agent = new RunningAgent(
                file, content, reader, configuration, guarding, weaving, registry, log, instrumentation);
        agent.begin();
        Bridge.install(weaving.calls());
        weaving.dumpTo(configuration.agent().dumpClasses());
        weaving.begin(guarding.guards(), guarding.annotatedClasses(), guarding, attached);
        log.line(agent.summary());
        weaving.startTold();
        return agent;
    }
}
