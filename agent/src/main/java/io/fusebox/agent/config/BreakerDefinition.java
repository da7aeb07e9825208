package io.fusebox.agent.config;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.WaitSource;
import io.fusebox.agent.config.keyed.KeySettings;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.source.SourceText;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.OnOpen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One breaker as it is configured: its settings, and what the weaving has to know. Immutable. Equal to another if nothing
 * of it differs but where it is written.
 */
public final class BreakerDefinition {
    private static final Setting[] SETTINGS = Setting.all();

    private final String name;
    private final Origin origin;
    private final Map<Setting, Value> values = new HashMap<>();
    private final CircuitBreakerSettings settings;
    private final List<MethodPattern> methods;
    private final List<MethodPattern> excludedMethods;

    /** One for each section of its preset; none without a preset, and in a part itself. */
    private final List<BreakerDefinition> parts;

    private final @Nullable Section part;
    /** The settings of single keys, the most exact pattern last. */
    private final List<KeySettings> ofKeys;

    /** Takes the values without a problem. */
    BreakerDefinition(String name, Origin origin, Section own, Section defaults) {
        this(name, origin, own, defaults, null);
    }

    /** @param part the section of its preset that it is for; null: all of them */
    private BreakerDefinition(String name, Origin origin, Section own, Section defaults, @Nullable Section part) {
        this.name = name;
        this.origin = origin;
        this.part = part;
        CircuitBreakerSettings.Builder builder = CircuitBreakerSettings.builder();
        for (Setting setting : SETTINGS) {
            Value value = part == null ? effective(setting, own, defaults) : orDefault(setting, own, part, defaults);
            // A default rate without a default duration is for the breakers that have a duration of their own.
            boolean idle = setting == Setting.of(BreakerSetting.SLOW_CALL_RATE_THRESHOLD)
                    && parsed(Setting.of(BreakerSetting.SLOW_CALL_DURATION)) == null;
            if (value != null && value.sound && !idle) {
                values.put(setting, value);
                CoreSettings.set(builder, setting, value.parsed);
            }
        }
        settings = builder.build();
        parts = part == null ? parts(own, defaults) : List.of();
        methods = patterns(false);
        excludedMethods = patterns(true);
        ofKeys = own.ofKeys().isEmpty() ? List.of() : ofKeys(own);
    }

    private static List<KeySettings> ofKeys(Section own) {
        List<KeySettings> all = new ArrayList<>();
        for (Map.Entry<String, Section> section : own.ofKeys().entrySet()) {
            KeySettings settings = new KeySettings(section.getKey());
            for (Setting setting : SETTINGS) {
                Value value = section.getValue().value(setting);
                if (value != null && value.sound && setting.ofBreaker != null) {
                    settings.add(setting.ofBreaker, value.parsed, value.entry, value.origin(section.getValue().prefix));
                }
            }
            all.add(settings);
        }
        Collections.sort(all);
        return List.copyOf(all);
    }

    private List<BreakerDefinition> parts(Section own, Section defaults) {
        List<Section> sections = own.client();
        if (sections.isEmpty()) {
            return List.of();
        }
        List<BreakerDefinition> all = new ArrayList<>();
        for (Section section : sections) {
            all.add(new BreakerDefinition(name, origin, own, defaults, section));
        }
        return List.copyOf(all);
    }

    private List<MethodPattern> patterns(boolean excluding) {
        List<MethodPattern> patterns = new ArrayList<>();
        for (BreakerDefinition one : parts) {
            patterns.addAll(excluding ? one.excludedMethods : one.methods);
        }
        if (!parts.isEmpty()) {
            return List.copyOf(patterns);
        }
        for (Object element : elements(Setting.METHODS)) {
            MethodPattern pattern = (MethodPattern) element;
            if (pattern.excludes() == excluding) {
                patterns.add(pattern);
            }
        }
        return List.copyOf(patterns);
    }

    /** The value that holds for a breaker, sound or not; null for the built-in default. */
    static @Nullable Value effective(Setting setting, Section own, Section defaults) {
        if (setting.ofAgent()) {
            return null;
        }
        Value value = own.inherited(setting);
        return value != null ? value : defaults.value(setting);
    }

    private static @Nullable Value orDefault(Setting setting, Section own, Section part, Section defaults) {
        Value value = setting.ofAgent() ? null : own.inherited(setting, part);
        return value != null || setting.ofAgent() ? value : defaults.value(setting);
    }

    private List<?> elements(Setting setting) {
        return parsed(setting) instanceof List<?> list ? list : List.of();
    }

    private @Nullable Object parsed(Setting setting) {
        Value value = values.get(setting);
        return value == null ? null : value.parsed;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The place that mentions the breaker first. */
    public Origin origin() {
        return origin;
    }

    /** The settings of the breaker itself. */
    public CircuitBreakerSettings settings() {
        return settings;
    }

    /** The settings of single keys, the most exact pattern last. */
    public List<KeySettings> ofKeys() {
        return ofKeys;
    }

    /** The settings of the breaker of a key: of the patterns that match it the most exact one that says something wins. */
    public CircuitBreakerSettings settings(String key) {
        CircuitBreakerSettings.Builder builder = null;
        for (KeySettings some : ofKeys) {
            if (some.matches(key)) {
                builder = builder == null ? settings.toBuilder() : builder;
                some.set(builder);
            }
        }
        return builder == null ? settings : builder.build();
    }

    /** The methods that it guards; empty for a breaker that only code uses. */
    public List<MethodPattern> methods() {
        return methods;
    }

    /** The methods that it does not guard although {@link #methods} matches them. */
    public List<MethodPattern> excludedMethods() {
        return excludedMethods;
    }

    /** The preset that its methods come from; null if it names them itself. */
    public @Nullable String client() {
        return parts.isEmpty() ? null : (String) parsed(Setting.CLIENT);
    }

    /** What holds for the methods of one of its patterns: a preset says different things of different methods. */
    public BreakerDefinition of(MethodPattern pattern) {
        for (BreakerDefinition one : parts) {
            if (one.methods.contains(pattern)) {
                return one;
            }
        }
        return parts.isEmpty() ? this : parts.get(0);
    }

    /** One for each section of its preset, with the methods of that section; none without a preset. */
    public List<BreakerDefinition> parts() {
        return parts;
    }

    /** Whether a setting stands in its preset, which is for several versions of a library. */
    public boolean isOfPreset(Setting setting) {
        Section from = part;
        Value value = values.get(setting);
        return from != null && value != null && from.inherited(setting, null) == value;
    }

    /** The fallback of a rejected call. */
    public OnOpen onOpen() {
        return parsed(Setting.ON_OPEN) instanceof OnOpen onOpen ? onOpen : OnOpen.DEFAULT;
    }

    /** The state that the file forces (R26): FORCED_OPEN or FORCED_CLOSED; null: none. */
    public @Nullable State state() {
        return parsed(Setting.STATE) instanceof State state && state != State.CLOSED ? state : null;
    }

    /** Whether the breaker follows the fleet: {@code off}, {@code observe} or {@code share}. */
    public String fleet() {
        return parsed(Setting.FLEET) instanceof String word ? word : "off";
    }

    /** When a normal return is an error (R10); null: never. */
    public @Nullable Expression errorWhen() {
        return (Expression) parsed(Setting.ERROR_WHEN);
    }

    /** When a normal return is no outcome; null: never. */
    public @Nullable Expression cancelWhen() {
        return (Expression) parsed(Setting.CANCEL_WHEN);
    }

    /** Where a call says how long the wait is (R25); null: nowhere. */
    public Expression.@Nullable Path waitFrom() {
        return path(settings.get(BreakerSetting.RESET_TIMEOUT_FROM));
    }

    /** The path of a source, which the type of the setting has parsed before. */
    public static Expression.@Nullable Path path(@Nullable WaitSource source) {
        try {
            return source == null ? null : Expression.endPath(source.toString());
        } catch (BadValue impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Which calls are guarded; null: all. */
    public @Nullable Expression when() {
        return (Expression) parsed(Setting.WHEN);
    }

    /** The number of the callback's argument that is the result. */
    public int callbackResult() {
        return parsed(Setting.CALLBACK_RESULT) instanceof Integer number ? number : 0;
    }

    /** The parameter by which the end of a call is reported, from 0; null: by none. */
    public @Nullable Integer callback() {
        return (Integer) parsed(Setting.CALLBACK);
    }

    /** The value of a setting as it was written; empty for the default. */
    public String text(Setting setting) {
        Value value = values.get(setting);
        return value == null ? "" : value.entry.value().text();
    }

    /** Where the value of a setting is written, and as what if not under this breaker; null: nowhere. */
    public @Nullable String origin(Setting setting) {
        Value value = values.get(setting);
        return value == null ? null : value.origin("breaker." + name + '.');
    }

    /** Whether woven code does the same for both: they may differ in what a breaker itself follows. */
    public boolean weavesLike(BreakerDefinition that) {
        return isAlike(Setting.ON_OPEN, that)
                && isAlike(Setting.CLIENT, that)
                && isAlike(Setting.WHEN, that)
                && isAlike(Setting.CALLBACK, that)
                && isAlike(Setting.CALLBACK_RESULT, that)
                && isAlike(Setting.CANCEL_WHEN, that)
                && isAlike(Setting.ERROR_WHEN, that)
                && isAlike(Setting.KEY, that)
                && isAlike(Setting.of(BreakerSetting.RESET_TIMEOUT_FROM), that)
                && (ofKeys.equals(that.ofKeys) || waitsOfKeys().equals(that.waitsOfKeys()));
    }

    /** What the settings of single keys say of the wait, as it is written. */
    private List<String> waitsOfKeys() {
        List<String> waits = new ArrayList<>();
        for (KeySettings some : ofKeys) {
            KeySettings.Row row = some.row(BreakerSetting.RESET_TIMEOUT_FROM);
            if (row != null) {
                waits.add(row.text());
            }
        }
        return waits;
    }

    /** Whether both have the same breakers by key. */
    public boolean keysLike(BreakerDefinition that) {
        return isAlike(Setting.KEY, that) && isAlike(Setting.CLIENT, that);
    }

    /** By what is written, not by what it means: to compare the records that it means takes method handles. */
    private boolean isAlike(Setting setting, BreakerDefinition that) {
        String here = values.containsKey(setting) ? text(setting) : setting.defaultText();
        return here.equals(that.values.containsKey(setting) ? that.text(setting) : setting.defaultText());
    }

    /**
     * The paths to the key. The first path that leads to a value decides, and each value has a breaker of its own. An empty list:
     * one breaker for all calls.
     */
    @SuppressWarnings("unchecked") // The type of the setting has parsed it.
    public List<Expression.Path> keys() {
        return parsed(Setting.KEY) instanceof List<?> paths ? (List<Expression.Path>) paths : List.of();
    }

    /** Whether it has breakers by key. */
    public boolean hasKeys() {
        for (BreakerDefinition one : parts) {
            if (!one.keys().isEmpty()) {
                return true;
            }
        }
        return !keys().isEmpty();
    }

    /** The largest number of breakers by {@link #keys}. */
    public int maxKeys() {
        Value value = values.get(Setting.MAX_KEYS);
        return (Integer) Objects.requireNonNull(value == null ? Setting.MAX_KEYS.defaultValue() : value.parsed);
    }

    /** A problem with a setting of this breaker that shows only when a method is woven; names where it is written. */
    public Problem problem(Setting setting, String what, String instead) {
        Value value = values.get(setting);
        return value != null
                ? value.entry.problem(what, instead)
                : new Problem(origin, "breaker." + name + "." + setting.key(), setting.defaultText(), what, instead);
    }

    /** A problem with one of {@link #methods} that shows only when classes are loaded; names where it is written. */
    public Problem problem(MethodPattern pattern, String what, String instead) {
        Value value = values.get(Setting.METHODS);
        int index = elements(Setting.METHODS).indexOf(pattern);
        if (value == null || index < 0) {
            return new Problem(origin, "breaker." + name + ".methods", pattern.toString(), what, instead);
        }
        SourceText text = value.elements.get(index);
        return value.entry.problem(text, what, instead);
    }

    /** Where one of {@link #methods} is written. */
    public String place(MethodPattern pattern) {
        Value value = values.get(Setting.METHODS);
        int index = elements(Setting.METHODS).indexOf(pattern);
        return value == null || index < 0
                ? origin.toString()
                : value.entry
                        .origin()
                        .atLine(value.elements.get(index).lineAt(0))
                        .toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof BreakerDefinition that) || !name.equals(that.name)) {
            return false;
        }
        return settings.equals(that.settings)
                && methods.equals(that.methods)
                && excludedMethods.equals(that.excludedMethods)
                && state() == that.state()
                && fleet().equals(that.fleet())
                && ofKeys.equals(that.ofKeys)
                && weavesLike(that)
                && maxKeys() == that.maxKeys();
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name, for a debugger. */
    @Override
    public String toString() {
        return name;
    }
}
