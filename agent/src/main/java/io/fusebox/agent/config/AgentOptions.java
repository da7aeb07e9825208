package io.fusebox.agent.config;

import io.fusebox.Mode;
import io.fusebox.agent.config.address.FleetOptions;
import io.fusebox.agent.config.address.HttpAddress;
import io.fusebox.fleet.redis.RedisAddress;
import java.io.File;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the agent as a whole ({@code agent.…}). Immutable.
 *
 * @param mode for all breakers, unless it is {@link Mode#ENFORCE}: then each has its own
 * @param strict whether a problem of the configuration stops the JVM
 * @param reloadInterval how often the file is looked at; null: never
 * @param logTarget where the lines of the log go
 * @param logFile the file that they go to; null if they go to none
 * @param logFormat how the lines of the log look
 * @param stackTraces whether rejections carry their stack trace
 * @param annotations whether methods with {@code @Guarded} are looked for
 * @param jmx whether there are MBeans
 * @param http where metrics, page and snapshot are served over HTTP; null: nowhere
 * @param httpTokenFile the file with the token that allows moves over HTTP; null: nobody may move breakers
 * @param micrometer whether the metrics are bound to the application's Micrometer
 * @param dumpClasses the folder where woven class files are written; null: nowhere
 * @param fleet the fleet that the JVM joins; null: none
 */
public record AgentOptions(
        Mode mode,
        boolean strict,
        @Nullable Duration reloadInterval,
        LogTarget logTarget,
        @Nullable File logFile,
        LogFormat logFormat,
        boolean stackTraces,
        Annotations annotations,
        Jmx jmx,
        @Nullable HttpAddress http,
        @Nullable File httpTokenFile,
        boolean micrometer,
        @Nullable File dumpClasses,
        @Nullable FleetOptions fleet) {

    /** Where the lines of the log go. */
    public enum LogTarget {
        /** To standard error. */
        STDERR,
        /** To {@link AgentOptions#logFile()}. */
        FILE,
        /** Nowhere. */
        OFF
    }

    /** How the lines of the log look. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    /** Whether methods with {@code @Guarded} are looked for. */
    public enum Annotations {
        /** When {@code fusebox-core} is on the application's class path. */
        AUTO,
        /** Always. */
        ON,
        /** Never. */
        OFF
    }

    /** Whether there are MBeans. */
    public enum Jmx {
        /** With operations and writable attributes. */
        ON,
        /** Without. */
        READ_ONLY,
        /** None at all. */
        OFF
    }

    /** The options of a configuration that says nothing about them. */
    public static AgentOptions defaults() {
        return of(new Section(Setting.OF_AGENT), new Section(Setting.OF_FLEET), null);
    }

    static AgentOptions of(Section agent, Section fleet) {
        return of(agent, fleet, defaults());
    }

    /** @param before what holds where a value has a problem; null if no value has one */
    static AgentOptions of(Section agent, Section fleet, @Nullable AgentOptions before) {
        Object log = agent.valueOr(Setting.AGENT_LOG, before == null ? null : text(before));
        return new AgentOptions(
                (Mode) agent.required(Setting.AGENT_MODE, before == null ? null : before.mode),
                (Boolean) agent.required(Setting.AGENT_STRICT, before == null ? null : before.strict),
                (Duration) agent.valueOr(Setting.AGENT_RELOAD_INTERVAL, before == null ? null : before.reloadInterval),
                target(log),
                target(log) == LogTarget.FILE ? new File(String.valueOf(log)) : null,
                (LogFormat) agent.required(Setting.AGENT_LOG_FORMAT, before == null ? null : before.logFormat),
                (Boolean) agent.required(Setting.AGENT_STACK_TRACES, before == null ? null : before.stackTraces),
                (Annotations) agent.required(Setting.AGENT_ANNOTATIONS, before == null ? null : before.annotations),
                (Jmx) agent.required(Setting.AGENT_JMX, before == null ? null : before.jmx),
                (HttpAddress) agent.valueOr(Setting.AGENT_HTTP, before == null ? null : before.http),
                file(agent, Setting.AGENT_HTTP_TOKEN_FILE, before == null ? null : before.httpTokenFile),
                (Boolean) agent.required(Setting.AGENT_MICROMETER, before == null ? null : before.micrometer),
                file(agent, Setting.AGENT_DUMP_CLASSES, before == null ? null : before.dumpClasses),
                fleet.value(Setting.FLEET_URL) == null ? null : fleet(fleet, before == null ? null : before.fleet));
    }

    /**
     * The settings of the fleet hold together or not at all: with the default in place of one that has a problem, the JVM would
     * join a fleet that nobody meant.
     *
     * @param before what holds after a problem; null: no fleet
     */
    private static @Nullable FleetOptions fleet(Section fleet, @Nullable FleetOptions before) {
        if (!fleet.isSound()) {
            return before;
        }
        Object redis = fleet.valueOr(Setting.FLEET_URL, null);
        return redis == null
                ? null
                : new FleetOptions(
                        (RedisAddress) redis,
                        (String) fleet.valueOr(Setting.FLEET_NAME, null),
                        file(fleet, Setting.FLEET_PASSWORD_FILE, null),
                        (Double) fleet.required(Setting.FLEET_QUORUM, null));
    }

    private static @Nullable File file(Section agent, Setting setting, @Nullable File before) {
        Object path = agent.valueOr(setting, before == null ? null : before.getPath());
        return path == null ? null : new File(String.valueOf(path));
    }

    private static String text(AgentOptions options) {
        File file = options.logFile;
        return file != null ? file.getPath() : options.logTarget == LogTarget.STDERR ? "stderr" : "off";
    }

    private static LogTarget target(@Nullable Object log) {
        return "stderr".equals(log) ? LogTarget.STDERR : "off".equals(log) ? LogTarget.OFF : LogTarget.FILE;
    }
}
