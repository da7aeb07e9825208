package io.fusebox.agent.config;

import io.fusebox.ExceptionCondition;
import io.fusebox.Mode;
import io.fusebox.State;
import io.fusebox.ValueKind;
import io.fusebox.WaitSource;
import io.fusebox.agent.config.address.FleetValues;
import io.fusebox.agent.config.address.HttpAddress;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.pattern.PatternCorrection;
import io.fusebox.agent.config.preset.Preset;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.ClassNameCorrection;
import io.fusebox.agent.config.value.ClassNames;
import io.fusebox.agent.config.value.Durations;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.Numbers;
import io.fusebox.agent.config.value.OnOpen;
import io.fusebox.agent.config.value.Windows;
import io.fusebox.agent.config.value.WordCorrection;
import org.jspecify.annotations.Nullable;

/**
 * What values a setting takes: how they are parsed, and the words for them. One switch rather than a class for each: every
 * class costs start-up time.
 */
enum ValueType {
    PATTERNS("list of method patterns, or `none`", "com.acme.PaymentClient#charge", "none"),
    CLASS_NAMES(ValueKind.CLASS_NAMES, "java.io.IOException"),
    WHOLE_NUMBER(ValueKind.WHOLE_NUMBER, "5"),
    DURATION(ValueKind.DURATION, "30s"),
    DURATION_OR_OFF("a duration > 0, or `off`", "30s", "off"),
    RATE(ValueKind.RATE, "50%"),
    PERCENTAGE(ValueKind.PERCENTAGE, "10%"),
    FACTOR(ValueKind.FACTOR, "1.5"),
    WINDOW(ValueKind.WINDOW, "100 calls"),
    CONDITION("condition on the result, or `none`", "result.statusCode() >= 500", "none"),
    EXCEPTION_CONDITION(ValueKind.CONDITION, "exception.getStatusCode() < 500"),
    END_CONDITION("condition on the result or on the exception, or `none`", "exception == null", "none"),
    CALL_CONDITION("condition on `this` or one parameter, or `none`", "this.inputStream == null", "none"),
    PATH("paths from a parameter or `this`, or `none`", "arg0.uri().getHost()", "none"),
    PARAMETER("a parameter, `arg0` for the first, or `none`", "arg1", "none"),
    ON_OPEN("`throw`, `throw <exception class>`, `return <literal>` or `call <method>`", "return null", null),
    BREAKER("the name of another breaker, or `none`", "payments", "none"),
    CLIENT("the name of a preset, or `none`", "okhttp", "none"),
    END_PATH(ValueKind.WAIT_SOURCE, "exception.getRetryAfter()"),
    SHARING("`off`, `observe` or `share`", "share", "off"),
    REDIS("the address of a Redis, or `none`", "redis://redis.example.com:6379", "none"),
    FLEET_NAME("letters, digits, `.`, `_` and `-`, or `auto`", "shop", "auto"),
    QUORUM("a percentage > 0, at most 100%", "50%", null),
    FORCED("`auto`, `forced-open` or `forced-closed`", "forced-open", "auto"),
    MODE(ValueKind.MODE, "observe"),
    BOOLEAN("`true` or `false`", "true", null),
    ON_OFF("`on` or `off`", "on", null),
    LOG("`stderr`, a file, or `off`", "stderr", null),
    LOG_FORMAT("`text` or `json`", "json", null),
    ANNOTATIONS("`auto`, `on` or `off`", "on", null),
    JMX("`on`, `read-only` or `off`", "read-only", null),
    HTTP("`[host:]port`, or `off`", "9404", "off"),
    MICROMETER("`auto` or `off`", "auto", null),
    FILE("a file, or `none`", "/run/secrets/fusebox-token", "none"),
    FOLDER("a folder, or `none`", "woven-classes", "none");

    /** CLOSED stands for {@code auto} in another case of letters. */
    private static final State[] FORCED_STATES = {State.CLOSED, State.FORCED_OPEN, State.FORCED_CLOSED};

    private static final String[] SHARINGS = {"off", "observe", "share"};

    private static final Boolean[] SWITCH = {true, false};

    private final String accepts;
    private final String example;
    private final @Nullable String absent;

    ValueType(ValueKind kind, String example) {
        this(kind.words(), example, null);
    }

    ValueType(String accepts, String example, @Nullable String absent) {
        this.accepts = accepts;
        this.example = example;
        this.absent = absent;
    }

    /** The type of a kind of the breaker's own settings. */
    static ValueType of(ValueKind kind) {
        return switch (kind) {
            case WHOLE_NUMBER -> WHOLE_NUMBER;
            case DURATION -> DURATION;
            case RATE -> RATE;
            case PERCENTAGE -> PERCENTAGE;
            case FACTOR -> FACTOR;
            case CLASS_NAMES -> CLASS_NAMES;
            case WINDOW -> WINDOW;
            case CONDITION -> EXCEPTION_CONDITION;
            case WAIT_SOURCE -> END_PATH;
            case MODE -> MODE;
        };
    }

    /** What values it takes, for documentation; in Markdown. */
    String accepts() {
        return accepts;
    }

    /** A value that it takes. */
    String example() {
        return example;
    }

    /** Whether a value is a list, whose elements are parsed one by one. */
    boolean isList() {
        return this == PATTERNS || this == CLASS_NAMES;
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
            case CLASS_NAMES -> ClassNames.exceptionName(text);
            case WHOLE_NUMBER -> Numbers.whole(text);
            case DURATION, DURATION_OR_OFF -> Durations.parse(text);
            case RATE, PERCENTAGE -> Numbers.percentage(text);
            case FACTOR -> Numbers.factor(text);
            case WINDOW -> Windows.parse(text);
            case CONDITION -> Expression.condition(text);
            case EXCEPTION_CONDITION -> {
                var unused = Expression.exceptionCondition(text);
                yield new ExceptionCondition(text);
            }
            case END_CONDITION -> Expression.endCondition(text);
            case CALL_CONDITION -> Expression.callCondition(text);
            case PATH -> Expression.paths(text);
            case END_PATH -> {
                var unused = Expression.endPath(text);
                yield new WaitSource(text);
            }
            case PARAMETER -> Expression.parameter(text);
            case ON_OPEN -> OnOpen.parse(text);
            case BREAKER -> Key.breakerName(text);
            case CLIENT -> Preset.named(text);
            case LOG, FILE, FOLDER -> text;
            case HTTP -> HttpAddress.parse(text);
            case FORCED -> one(text, FORCED_STATES, "auto", "forced-open", "forced-closed");
            case SHARING -> one(text, SHARINGS, SHARINGS);
            case REDIS -> FleetValues.parse(text);
            case QUORUM -> FleetValues.quorum(text);
            case FLEET_NAME -> FleetValues.fleetName(text);
            case MODE -> one(text, Mode.values(), "enforce", "observe", "off");
            case BOOLEAN -> one(text, SWITCH, "true", "false");
            case ON_OFF -> one(text, SWITCH, "on", "off");
            case LOG_FORMAT -> one(text, AgentOptions.LogFormat.values(), "text", "json");
            case ANNOTATIONS -> one(text, AgentOptions.Annotations.values(), "auto", "on", "off");
            case MICROMETER -> one(text, SWITCH, "auto", "off");
            case JMX -> one(text, AgentOptions.Jmx.values(), "on", "read-only", "off");
        };
    }

    /** The list that was probably meant by a text in which something is wrong; null if nobody knows. */
    @Nullable
    String meantList(String text) {
        return this == PATTERNS ? PatternCorrection.ofList(text) : ClassNameCorrection.ofList(text);
    }

    /** The one of the meanings whose word is written. */
    private static <T> T one(String text, T[] meanings, String... words) throws BadValue {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equalsIgnoreCase(text)) {
                return meanings[i];
            }
        }
        throw WordCorrection.of(text, words);
    }
}
