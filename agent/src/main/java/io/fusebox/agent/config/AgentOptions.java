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
        return of(new Section("agent."), null);
    }

    static AgentOptions of(Section agent) {
        return of(agent, defaults());
    }

    /** @param before what holds where a value has a problem; null if no value has one */
    static AgentOptions of(Section agent, @Nullable AgentOptions before) {
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
                agent.value(Setting.FLEET_URL) == null ? null : fleet(agent, before == null ? null : before.fleet));
    }

    /** @param before what holds where a value has a problem; null: no fleet, or the defaults */
    private static @Nullable FleetOptions fleet(Section agent, @Nullable FleetOptions before) {
        Object redis = agent.valueOr(Setting.FLEET_URL, before == null ? null : before.redis());
        return redis == null
                ? null
                : new FleetOptions(
                        (RedisAddress) redis,
                        (String) agent.valueOr(Setting.FLEET_NAME, before == null ? null : before.name()),
                        file(agent, Setting.FLEET_PASSWORD_FILE, before == null ? null : before.passwordFile()),
                        (Double)
                                agent.required(Setting.FLEET_QUORUM, before == null ? 50.0 : (Double) before.quorum()));
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
