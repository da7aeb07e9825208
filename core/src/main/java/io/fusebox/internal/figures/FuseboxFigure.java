package io.fusebox.internal.figures;

import static io.fusebox.internal.figures.FigureKind.COUNTER;
import static io.fusebox.internal.figures.FigureKind.GAUGE;
import static io.fusebox.internal.figures.FigureKind.LINES;
import static io.fusebox.internal.figures.FigureKind.NUMBER;
import static io.fusebox.internal.figures.FigureKind.TEXT;

import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of the figures of Fusebox as a whole, in the order in which clients see them. */
public enum FuseboxFigure implements Figure {
    VERSION("Version", TEXT, "", "Version of Fusebox"),
    CONFIG_FILE("ConfigFile", TEXT, "", "The configuration file; empty if there is none"),
    CONFIG_PROBLEMS(
            "ConfigProblems",
            LINES,
            "",
            "What is wrong in the configuration: file:line: key = value: what is wrong; what to write instead"),
    BREAKERS("Breakers", LINES, "", "The overview: all breakers as a table, the header first"),
    GUARDED_METHODS("GuardedMethods", LINES, "", "The methods that the agent wove, with their breaker"),
    UNMATCHED_METHODS("UnmatchedMethods", LINES, "", "The patterns that guard nothing so far, and why"),
    INTERNAL_ERROR_COUNT(
            "InternalErrorCount", COUNTER, "errors", "Faults inside Fusebox; the calls concerned went through"),
    LAST_INTERNAL_ERROR("LastInternalError", TEXT, "", "The last fault inside Fusebox; null if there was none"),
    DROPPED_EVENT_COUNT(
            "DroppedEventCount", COUNTER, "events", "Events that nobody was told, since too many came at once"),
    MODE(
            "Mode",
            TEXT,
            "",
            "For all breakers: enforce, observe or off; without the agent also: mixed. Writing it without the agent"
                    + " sets the breakers that there are"),
    CONFIG_PROBLEM_COUNT("ConfigProblemCount", GAUGE, "problems", "How many problems the configuration has"),
    UNMATCHED_PATTERN_COUNT("UnmatchedPatternCount", GAUGE, "patterns", "How many patterns guard nothing so far"),
    FLEET_UP("FleetUp", NUMBER, "", "Whether the fleet's Redis answers: 1 or 0; null without a fleet"),
    FLEET_MEMBERS("FleetMembers", NUMBER, "JVMs", "The JVMs of the fleet, this one included; null without a fleet"),
    FLEET_ORDERS(
            "FleetOrders",
            NUMBER,
            "breakers",
            "The breakers here whose state an order to the fleet forces; null without a fleet");

    private final String attribute;

    private final FigureKind kind;

    private final String units;
    private final String description;

    FuseboxFigure(String attribute, FigureKind kind, String units, String description) {
        this.attribute = attribute;
        this.kind = kind;
        this.units = units;
        this.description = description;
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public FigureKind kind() {
        return kind;
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

    /** The value, of the type of its kind. */
    public @Nullable Object value(Registry registry) {
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
            case CONFIG_PROBLEM_COUNT ->
                (long) (agent == null ? 0 : agent.configProblems().size());
            case UNMATCHED_PATTERN_COUNT ->
                (long) (agent == null ? 0 : agent.unmatchedMethods().size());
            case FLEET_UP -> ofFleet(agent, 0);
            case FLEET_MEMBERS -> ofFleet(agent, 1);
            case FLEET_ORDERS -> ofFleet(agent, 2);
        };
    }

    private static @Nullable Long ofFleet(@Nullable AgentView agent, int index) {
        long[] fleet = agent == null ? new long[0] : agent.fleet();
        return fleet.length == 0 ? null : (Long) fleet[index];
    }

    private static String[] lines(List<String> lines) {
        return lines.toArray(new String[0]);
    }
}
