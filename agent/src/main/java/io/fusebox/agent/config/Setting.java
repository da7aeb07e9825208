package io.fusebox.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * The table of settings, the single source of what can be configured: the reader parses by it, the documentation is
 * printed from it, and a key that is not in it is answered with the nearest one that is.
 */
public enum Setting {
    /** Which methods are guarded. */
    METHODS(
            false,
            "methods",
            ValueType.PATTERNS,
            "none",
            "Which methods are guarded. A breaker without any is for code."),
    /** R1. */
    ERROR_THRESHOLD(
            false,
            "error-threshold",
            ValueType.WHOLE_NUMBER_OR_OFF,
            "5",
            "Consecutive errors that open the breaker. `off`: only rates open it."),
    /** R3. */
    SUCCESS_THRESHOLD(
            false, "success-threshold", ValueType.WHOLE_NUMBER, "2", "Consecutive successful probes that close it."),
    /** R2. */
    RESET_TIMEOUT(false, "reset-timeout", ValueType.DURATION, "30s", "How long it stays open before the first probe."),
    /** R3. */
    HALF_OPEN_CAPACITY(false, "half-open-capacity", ValueType.WHOLE_NUMBER, "1", "Probes in flight at once."),
    /** R3. */
    HALF_OPEN_ERROR_THRESHOLD(
            false, "half-open-error-threshold", ValueType.WHOLE_NUMBER, "1", "Failed probes that open it again."),
    /** R7. */
    PROBE_TIMEOUT(
            false,
            "probe-timeout",
            ValueType.PROBE_TIMEOUT,
            "reset-timeout",
            "After what time a probe that has not ended counts as failed. `reset-timeout`: as long as that; `off`: never."),
    /** R8. */
    IGNORE_EXCEPTIONS(
            false,
            "ignore-exceptions",
            ValueType.CLASS_NAMES,
            "none",
            "Exceptions that are no errors: the service answered."),
    /** R10. */
    RECORD_EXCEPTIONS(
            false,
            "record-exceptions",
            ValueType.CLASS_NAMES_OR_ALL,
            "all",
            "The only exceptions that are errors; all others are ignored."),
    /** R9. */
    CANCEL_EXCEPTIONS(
            false,
            "cancel-exceptions",
            ValueType.CLASS_NAMES,
            "java.lang.InterruptedException, java.util.concurrent.CancellationException,"
                    + " java.nio.channels.ClosedByInterruptException",
            "Exceptions by which the caller gave up, also as the direct cause of another one: no outcome. Replaces the"
                    + " default list."),
    /** R10. */
    ERROR_WHEN(
            false,
            "error-when",
            ValueType.CONDITION,
            "none",
            "Makes an error of a normal return, as in `result == null` or `result.statusCode() >= 500`."),
    /** R12. */
    ERROR_RATE_THRESHOLD(
            false,
            "error-rate-threshold",
            ValueType.RATE_OR_OFF,
            "off",
            "Share of errors over the window that opens the breaker."),
    /** R12. */
    SLOW_CALL_DURATION(
            false, "slow-call-duration", ValueType.DURATION_OR_OFF, "off", "A call that took longer is slow."),
    /** R12. */
    SLOW_CALL_RATE_THRESHOLD(
            false,
            "slow-call-rate-threshold",
            ValueType.RATE_OR_OFF,
            "off",
            "Share of slow calls over the window that opens the breaker; needs `slow-call-duration`."),
    /** R12. */
    WINDOW(
            false,
            "window",
            ValueType.WINDOW,
            "100 calls",
            "Over what the rates are taken: the last calls or the last time."),
    /** R12. */
    MINIMUM_CALLS(
            false,
            "minimum-calls",
            ValueType.WHOLE_NUMBER,
            "20",
            "Outcomes that must be in the window before a rate decides."),
    /** R13. */
    RESET_TIMEOUT_MULTIPLIER(
            false,
            "reset-timeout-multiplier",
            ValueType.FACTOR,
            "1",
            "Factor by which the wait grows with each opening in a row."),
    /** R13. */
    RESET_TIMEOUT_MAX(false, "reset-timeout-max", ValueType.DURATION, "10m", "The longest wait that growing leads to."),
    /** R13. */
    RESET_TIMEOUT_JITTER(
            false, "reset-timeout-jitter", ValueType.PERCENTAGE, "0%", "By how much the wait is spread to both sides."),
    /** A breaker for each value. */
    KEY(
            false,
            "key",
            ValueType.PATH,
            "none",
            "One breaker per value, as in `arg0`, `arg0.uri().getHost()` or `this.url`."),
    /** How many of them. */
    MAX_KEYS(false, "max-keys", ValueType.WHOLE_NUMBER, "1024", "At most so many breakers by `key`."),
    /** What a rejection comes to. */
    ON_OPEN(
            false,
            "on-open",
            ValueType.ON_OPEN,
            "throw",
            "What a rejected call comes to; a literal is `null`, a number, `true`, `\"text\"`, `Optional.empty` or `List.of`."),
    /** R20. */
    MODE(
            false,
            "mode",
            ValueType.MODE,
            "enforce",
            "`observe`: calls that would be rejected are admitted and counted. `off`: calls pass untouched."),

    /** The mode of all breakers. */
    AGENT_MODE(
            true,
            "mode",
            ValueType.MODE,
            "enforce",
            "`observe` or `off` hold for all breakers; with `enforce` each has its own mode."),
    /** Whether a problem stops the JVM. */
    AGENT_STRICT(
            true,
            "strict",
            ValueType.BOOLEAN,
            "false",
            "`true`: a configuration problem stops the JVM with exit code 1."),
    /** How often the file is looked at. */
    AGENT_RELOAD_INTERVAL(
            true,
            "reload-interval",
            ValueType.DURATION_OR_OFF,
            "5s",
            "How often the file is looked at for changes. `off`: never."),
    /** Where log lines go. */
    AGENT_LOG(true, "log", ValueType.LOG, "stderr", "Where the lines of the log go."),
    /** How log lines look. */
    AGENT_LOG_FORMAT(true, "log-format", ValueType.LOG_FORMAT, "text", "`json`: one JSON object a line."),
    /** Whether rejections carry a stack trace. */
    AGENT_STACK_TRACES(true, "stack-traces", ValueType.ON_OFF, "off", "`on`: rejections carry their stack trace."),
    /** Whether annotated methods are looked for. */
    AGENT_ANNOTATIONS(
            true,
            "annotations",
            ValueType.ANNOTATIONS,
            "auto",
            "Whether methods with `@Guarded` are looked for. `auto`: when `fusebox-core` is on the application's class path."),
    /** Whether there are MBeans. */
    AGENT_JMX(
            true,
            "jmx",
            ValueType.JMX,
            "on",
            "Whether there are MBeans. `read-only`: without operations and writable attributes.");

    private static final Setting[] ALL = values();

    private final boolean ofAgent;
    private final String key;
    private final ValueType type;
    private final String defaultText;
    private final String description;

    Setting(boolean ofAgent, String key, ValueType type, String defaultText, String description) {
        this.ofAgent = ofAgent;
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.description = description;
    }

    /** Whether it is one of the agent ({@code agent.key}) rather than of a breaker. */
    public boolean ofAgent() {
        return ofAgent;
    }

    /** Its name behind {@code breaker.NAME.}, {@code defaults.} or {@code agent.}, in kebab-case. */
    public String key() {
        return key;
    }

    /** Its default as it would be written; it parses to the default. */
    public String defaultText() {
        return defaultText;
    }

    /** What it means, in a sentence; in Markdown. */
    public String description() {
        return description;
    }

    /** What values it takes; in Markdown. */
    public String accepts() {
        return type.accepts();
    }

    ValueType type() {
        return type;
    }

    /** Whether it may stand behind {@code defaults.}. */
    boolean hasDefaults() {
        return !ofAgent && this != METHODS;
    }

    /** The setting of that name in kebab-case or camelCase; null if there is none. */
    static @Nullable Setting find(String name, boolean ofAgent) {
        String kebab = kebab(name);
        for (Setting setting : ALL) {
            if (setting.ofAgent == ofAgent && setting.key.equals(kebab)) {
                return setting;
            }
        }
        return null;
    }

    private static String kebab(String name) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z' && i > 0) {
                kebab.append('-').append((char) (c - 'A' + 'a'));
            } else {
                kebab.append(c);
            }
        }
        return kebab.toString();
    }

    /** The setting whose name is nearest to another word; null if none is near. */
    static @Nullable Setting nearest(String word, boolean ofAgent) {
        Setting nearest = null;
        int least = Integer.MAX_VALUE;
        for (Setting setting : ALL) {
            if (setting.ofAgent == ofAgent) {
                int distance = EditDistance.between(word, setting.key);
                if (distance < least) {
                    least = distance;
                    nearest = setting;
                }
            }
        }
        return least <= Math.max(1, word.length() / 3) ? nearest : null;
    }
}
