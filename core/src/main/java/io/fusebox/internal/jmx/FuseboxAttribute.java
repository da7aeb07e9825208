package io.fusebox.internal.jmx;

import static javax.management.openmbean.SimpleType.LONG;
import static javax.management.openmbean.SimpleType.STRING;

import io.fusebox.internal.jmx.open.OpenAttribute;
import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Registry;
import java.util.List;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/** The table of the attributes of {@code fusebox:type=Fusebox}, in the order in which clients see them. */
enum FuseboxAttribute implements OpenAttribute {
    VERSION("Version", STRING, "", "Version of Fusebox"),
    CONFIG_FILE("ConfigFile", STRING, "", "The configuration file; empty if there is none"),
    CONFIG_PROBLEMS(
            "ConfigProblems",
            OpenAttribute.lines(),
            "",
            "What is wrong in the configuration: file:line: key = value: what is wrong; what to write instead"),
    BREAKERS("Breakers", OpenAttribute.lines(), "", "The overview: all breakers as a table, the header first"),
    GUARDED_METHODS("GuardedMethods", OpenAttribute.lines(), "", "The methods that the agent wove, with their breaker"),
    UNMATCHED_METHODS("UnmatchedMethods", OpenAttribute.lines(), "", "The patterns that guard nothing so far, and why"),
    INTERNAL_ERROR_COUNT(
            "InternalErrorCount", LONG, "errors", "Faults inside Fusebox; the calls concerned went through"),
    LAST_INTERNAL_ERROR("LastInternalError", STRING, "", "The last fault inside Fusebox; null if there was none"),
    DROPPED_EVENT_COUNT(
            "DroppedEventCount", LONG, "events", "Events that nobody was told, since too many came at once"),
    MODE(
            "Mode",
            STRING,
            "",
            "For all breakers: enforce, observe or off; without the agent also: mixed. Writing it without the agent"
                    + " sets the breakers that there are");

    private final String attribute;

    @SuppressWarnings("ImmutableEnumChecker") // open types are immutable
    private final OpenType<?> type;

    private final String units;
    private final String description;

    FuseboxAttribute(String attribute, OpenType<?> type, String units, String description) {
        this.attribute = attribute;
        this.type = type;
        this.units = units;
        this.description = description;
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public OpenType<?> type() {
        return type;
    }

    @Override
    public String units() {
        return units;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean isWritable() {
        return this == MODE;
    }

    /** The value, of the type of this attribute. */
    @Nullable
    Object value(Registry registry) {
        AgentView agent = registry.agent();
        return switch (this) {
            case VERSION -> CoreVersion.FUSEBOX;
            case CONFIG_FILE -> agent == null ? "" : agent.configFile();
            case CONFIG_PROBLEMS -> lines(agent == null ? List.of() : agent.configProblems());
            case BREAKERS -> Overview.of(registry);
            case GUARDED_METHODS -> lines(agent == null ? List.of() : agent.guardedMethods());
            case UNMATCHED_METHODS -> lines(agent == null ? List.of() : agent.unmatchedMethods());
            case INTERNAL_ERROR_COUNT -> registry.faults().count();
            case LAST_INTERNAL_ERROR -> registry.faults().last();
            case DROPPED_EVENT_COUNT -> registry.events().droppedCount();
            case MODE -> agent == null ? CommonMode.of(registry) : agent.mode();
        };
    }

    private static String[] lines(List<String> lines) {
        return lines.toArray(new String[0]);
    }
}
