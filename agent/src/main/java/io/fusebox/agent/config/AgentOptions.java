package io.fusebox.agent.config;

import io.fusebox.Mode;
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
        Jmx jmx) {

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
        return new AgentOptions(
                Mode.ENFORCE,
                false,
                Duration.ofSeconds(5),
                LogTarget.STDERR,
                null,
                LogFormat.TEXT,
                false,
                Annotations.AUTO,
                Jmx.ON);
    }

    static AgentOptions of(Section agent) {
        return of(agent, defaults());
    }

    /** @param before what holds where the value has a problem */
    static AgentOptions of(Section agent, AgentOptions before) {
        AgentOptions defaults = defaults();
        Value log = agent.value(Setting.AGENT_LOG);
        Value interval = agent.value(Setting.AGENT_RELOAD_INTERVAL);
        LogTarget target = log == null ? defaults.logTarget : log.sound ? target(log) : before.logTarget;
        File file = log == null ? null : log.sound ? file(log) : before.logFile;
        return new AgentOptions(
                (Mode) agent.valueOr(Setting.AGENT_MODE, defaults.mode, before.mode),
                (Boolean) agent.valueOr(Setting.AGENT_STRICT, defaults.strict, before.strict),
                interval == null
                        ? defaults.reloadInterval
                        : interval.sound ? (Duration) interval.parsed : before.reloadInterval,
                target,
                file,
                (LogFormat) agent.valueOr(Setting.AGENT_LOG_FORMAT, defaults.logFormat, before.logFormat),
                (Boolean) agent.valueOr(Setting.AGENT_STACK_TRACES, defaults.stackTraces, before.stackTraces),
                (Annotations) agent.valueOr(Setting.AGENT_ANNOTATIONS, defaults.annotations, before.annotations),
                (Jmx) agent.valueOr(Setting.AGENT_JMX, defaults.jmx, before.jmx));
    }

    private static LogTarget target(Value log) {
        return "stderr".equals(log.parsed)
                ? LogTarget.STDERR
                : "off".equals(log.parsed) ? LogTarget.OFF : LogTarget.FILE;
    }

    private static @Nullable File file(Value log) {
        return target(log) == LogTarget.FILE ? new File(String.valueOf(log.parsed)) : null;
    }
}
