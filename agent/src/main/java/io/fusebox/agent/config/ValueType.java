package io.fusebox.agent.config;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.ClassNames;
import io.fusebox.agent.config.value.Durations;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.Numbers;
import io.fusebox.agent.config.value.OnOpen;
import io.fusebox.agent.config.value.Windows;
import org.jspecify.annotations.Nullable;

/**
 * What values a setting takes: how they are parsed, and the words for them. One switch rather than a class for each: every
 * class costs start-up time.
 */
enum ValueType {
    PATTERNS("list of method patterns, or `none`", "com.acme.PaymentClient#charge", "none"),
    CLASS_NAMES("list of class names, or `none`", "java.io.IOException", "none"),
    CLASS_NAMES_OR_ALL("list of class names, or `all`", "java.io.IOException", "all"),
    WHOLE_NUMBER("whole number >= 1", "5", null),
    WHOLE_NUMBER_OR_OFF("whole number >= 1, or `off`", "5", "off"),
    DURATION("duration > 0", "30s", null),
    DURATION_OR_OFF("duration > 0, or `off`", "30s", "off"),
    PROBE_TIMEOUT("duration > 0, `reset-timeout`, or `off`", "30s", "reset-timeout"),
    RATE_OR_OFF("percentage > 0%, or `off`", "50%", "off"),
    PERCENTAGE("percentage from 0%", "10%", null),
    FACTOR("number >= 1", "1.5", null),
    WINDOW("`N calls` or a duration", "100 calls", null),
    CONDITION("condition on the result, or `none`", "result.statusCode() >= 500", "none"),
    PATH("path from a parameter or `this`, or `none`", "arg0.uri().getHost()", "none"),
    ON_OPEN("`throw`, `throw <exception class>`, `return <literal>` or `call <method>`", "return null", null),
    MODE("`enforce`, `observe` or `off`", "observe", null),
    BOOLEAN("`true` or `false`", "true", null),
    ON_OFF("`on` or `off`", "on", null),
    LOG("`stderr`, a file, or `off`", "stderr", null),
    LOG_FORMAT("`text` or `json`", "json", null),
    ANNOTATIONS("`auto`, `on` or `off`", "on", null),
    JMX("`on`, `read-only` or `off`", "read-only", null);

    private static final Boolean[] SWITCH = {true, false};

    private final String accepts;
    private final String example;
    private final @Nullable String absent;

    ValueType(String accepts, String example, @Nullable String absent) {
        this.accepts = accepts;
        this.example = example;
        this.absent = absent;
    }

    /** What values it takes, for documentation; in Markdown. */
    String accepts() {
        return accepts;
    }

    /** A value that it takes. */
    String example() {
        return example;
    }

    /** Whether a value is a list, each element of which is parsed by itself. */
    boolean isList() {
        return this == PATTERNS || this == CLASS_NAMES || this == CLASS_NAMES_OR_ALL;
    }

    /** Whether a text is the word for no value, such as {@code off}; it parses to null. */
    boolean isAbsent(String text) {
        return text.equals(absent);
    }

    /**
     * Parses one value or one element of a list.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    Object parse(String text) throws BadValue {
        return switch (this) {
            case PATTERNS -> MethodPattern.parse(text);
            case CLASS_NAMES, CLASS_NAMES_OR_ALL -> ClassNames.className(text);
            case WHOLE_NUMBER, WHOLE_NUMBER_OR_OFF -> Numbers.whole(text);
            case DURATION, DURATION_OR_OFF -> Durations.parse(text);
            case PROBE_TIMEOUT -> text.equals("off") ? CircuitBreakerSettings.FOREVER : Durations.parse(text);
            case RATE_OR_OFF, PERCENTAGE -> Numbers.percentage(text);
            case FACTOR -> Numbers.factor(text);
            case WINDOW -> Windows.parse(text);
            case CONDITION -> Expression.condition(text);
            case PATH -> Expression.path(text);
            case ON_OPEN -> OnOpen.parse(text);
            case LOG -> text;
            case MODE -> one(text, Mode.values(), "enforce", "observe", "off");
            case BOOLEAN -> one(text, SWITCH, "true", "false");
            case ON_OFF -> one(text, SWITCH, "on", "off");
            case LOG_FORMAT -> one(text, AgentOptions.LogFormat.values(), "text", "json");
            case ANNOTATIONS -> one(text, AgentOptions.Annotations.values(), "auto", "on", "off");
            case JMX -> one(text, AgentOptions.Jmx.values(), "on", "read-only", "off");
        };
    }

    /** The one of the meanings whose word is written. */
    private static <T> T one(String text, T[] meanings, String... words) throws BadValue {
        StringBuilder all = new StringBuilder("write ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].equalsIgnoreCase(text)) {
                return meanings[i];
            }
            all.append(i == 0 ? "" : i == words.length - 1 ? " or " : ", ").append(words[i]);
        }
        throw new BadValue("is not known", all.toString());
    }
}
