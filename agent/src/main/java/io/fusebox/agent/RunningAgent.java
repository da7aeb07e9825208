package io.fusebox.agent;

import io.fusebox.Mode;
import io.fusebox.agent.config.AgentOptions;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.AgentView;
import io.fusebox.internal.Registry;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** The attached agent as JMX and the commands see it. Safe for use by any thread. */
final class RunningAgent implements AgentView {
    private final File file;
    private final ConfigReader reader;
    private final Guarding guarding;
    private final Weaving weaving;
    private final Registry registry;
    private final AgentLog log;
    private volatile Configuration configuration;

    RunningAgent(
            File file,
            ConfigReader reader,
            Configuration configuration,
            Guarding guarding,
            Weaving weaving,
            Registry registry,
            AgentLog log) {
        this.file = file;
        this.reader = reader;
        this.configuration = configuration;
        this.guarding = guarding;
        this.weaving = weaving;
        this.registry = registry;
        this.log = log;
    }

    @Override
    public String configFile() {
        return file.getPath();
    }

    @Override
    public List<String> configProblems() {
        List<String> lines = new ArrayList<>();
        for (Problem problem : configuration.problems()) {
            lines.add(problem.toString());
        }
        return lines;
    }

    @Override
    public List<String> guardedMethods() {
        return weaving.methods();
    }

    @Override
    public List<String> methodsOf(String breaker) {
        return weaving.methodsOf(breaker);
    }

    @Override
    public List<String> unmatchedMethods() {
        return weaving.unmatched();
    }

    @Override
    public String mode() {
        return guarding.mode().word();
    }

    @Override
    public void mode(String word) {
        guarding.mode(Mode.ofWord(word));
    }

    @Override
    public String jmx() {
        AgentOptions.Jmx jmx = configuration.agent().jmx();
        return jmx == AgentOptions.Jmx.OFF ? "off" : jmx == AgentOptions.Jmx.READ_ONLY ? "read-only" : "on";
    }

    /** Reads the file again. One that cannot be read changes nothing; what works in one with problems applies. */
    @Override
    public synchronized String reload() {
        Configuration next = reader.read(file);
        ConfigFile.tell(next, log);
        if (!next.isReadable()) {
            configuration = configuration.withProblemsOf(next);
            String told = "nothing changed: " + next.problems().get(0);
            log.line("reload: " + told);
            return told;
        }
        configuration = next;
        registry.stackTraces(next.agent().stackTraces());
        guarding.follow(next);
        weaving.change(guarding.guards(), guarding.isAnnotated());
        String told = StartLine.of(next);
        log.line("reloaded: " + told);
        return told;
    }
}
