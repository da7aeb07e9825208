package io.fusebox.agent.config;

import io.fusebox.agent.config.address.FleetValues;
import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a configuration file and its overrides come to: the breakers without a problem, and all problems. Immutable. */
public final class Configuration {
    private final String file;
    private final boolean readable;
    private final List<BreakerDefinition> breakers;
    private final List<String> leftOut;
    private final Section defaults;
    private final Section agentSection;
    private final Section fleetSection;
    private final AgentOptions agent;
    private final List<Problem> problems;
    private final List<String> notes;

    Configuration(
            String file,
            boolean readable,
            List<BreakerDefinition> breakers,
            List<String> leftOut,
            Section defaults,
            Section agentSection,
            Section fleetSection,
            AgentOptions agent,
            List<Problem> problems,
            List<String> notes) {
        this.file = file;
        this.readable = readable;
        this.breakers = List.copyOf(breakers);
        this.leftOut = List.copyOf(leftOut);
        this.defaults = defaults;
        this.agentSection = agentSection;
        this.fleetSection = fleetSection;
        this.agent = agent;
        this.problems = List.copyOf(problems);
        this.notes = List.copyOf(notes);
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    /** Whether the file could be read and its syntax understood; if not, there are no breakers. */
    public boolean isReadable() {
        return readable;
    }

    /** The breakers without a problem, in the order of the file. */
    public List<BreakerDefinition> breakers() {
        return breakers;
    }

    /** The breaker of that name; null if there is none, or if it was left out. */
    public @Nullable BreakerDefinition breaker(String name) {
        for (BreakerDefinition breaker : breakers) {
            if (breaker.name().equals(name)) {
                return breaker;
            }
        }
        return null;
    }

    /** The names of the breakers that were left out because of a problem, in the order of the file. */
    public List<String> leftOut() {
        return leftOut;
    }

    /** A breaker that code asks for and the file does not name: it has the defaults of the file. */
    public BreakerDefinition defaultsFor(String name) {
        return new BreakerDefinition(name, Origin.file(file, 0), new Section("breaker." + name + "."), defaults);
    }

    /** The settings of the agent as a whole. */
    public AgentOptions agent() {
        return agent;
    }

    /** The value of a setting of the agent as it is written; its default if it is not. */
    public String agentText(Setting setting) {
        Value value = section(setting).value(setting);
        if (value == null) {
            return setting.defaultText();
        }
        String text = value.entry.value().text();
        // One with a problem may hold a password.
        return setting == Setting.FLEET_URL && !value.sound ? FleetValues.shown(text) : text;
    }

    /** Where that is written; null: nowhere. */
    public @Nullable String agentOrigin(Setting setting) {
        Value value = section(setting).value(setting);
        return value == null ? null : value.origin(setting.scope());
    }

    private Section section(Setting setting) {
        return setting.scope().equals(Setting.OF_FLEET) ? fleetSection : agentSection;
    }

    /** Everything that is wrong, in the order of the file; then the overrides. */
    public List<Problem> problems() {
        return problems;
    }

    /** This configuration, which stays in force, with the problems of one that cannot be read. */
    public Configuration withProblemsOf(Configuration unreadable) {
        return new Configuration(
                file,
                readable,
                breakers,
                leftOut,
                defaults,
                agentSection,
                fleetSection,
                agent,
                unreadable.problems,
                unreadable.notes);
    }

    /** This configuration where it takes the place of another: an agent setting that has a problem stays as it
     * was, and the JVM stays in its fleet if a setting of the fleet has one. */
    public Configuration after(Configuration before) {
        return new Configuration(
                file,
                readable,
                breakers,
                leftOut,
                defaults,
                agentSection,
                fleetSection,
                AgentOptions.of(agentSection, fleetSection, before.agent),
                problems,
                notes);
    }

    /** Lines for the log that are no problems, such as an environment variable that fits no setting. */
    public List<String> notes() {
        return notes;
    }
}
