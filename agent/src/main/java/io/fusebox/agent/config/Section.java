package io.fusebox.agent.config;

import io.fusebox.BreakerSetting;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one breaker, of the defaults, or of the agent. A setting may have entries in the file, in the system
 * properties and in the environment; the strongest wins. For one reading, by one thread.
 */
final class Section {
    /** Where an entry comes from, weakest first. */
    enum Layer {
        FILE,
        ENVIRONMENT,
        SYSTEM_PROPERTY
    }

    private static final Layer[] LAYERS = Layer.values();

    /** The prefix of its keys, as in {@code breaker.payments.}. */
    final String prefix;

    // No EnumMap: it looks its constants up by reflection, which costs start-up time.
    private final Map<Layer, Map<Setting, Entry>> entries = new HashMap<>();
    private final Map<Setting, Value> values = new HashMap<>();
    private @Nullable Origin origin;
    private @Nullable Section like;
    private List<Section> client = List.of();

    /** The settings of single keys, by their pattern; null if there are none. */
    private @Nullable Map<String, Section> ofKeys;

    private boolean spoiled;

    Section(String prefix) {
        this.prefix = prefix;
    }

    /** Adds an entry; a second one for the same setting in the same place is a problem. */
    void add(Layer layer, Setting setting, Entry entry, List<Problem> problems) {
        if (origin == null) {
            origin = entry.origin();
        }
        Map<Setting, Entry> ofLayer = entries.get(layer);
        if (ofLayer == null) {
            ofLayer = new HashMap<>();
            entries.put(layer, ofLayer);
        }
        Entry earlier = ofLayer.putIfAbsent(setting, entry);
        if (earlier == null) {
            return;
        }
        spoil();
        boolean sameKey = earlier.key().equals(entry.key());
        String where =
                earlier.origin().line() > 0 ? "in line " + earlier.origin().line() : "by " + earlier.origin();
        problems.add(entry.problem(
                "duplicate key, set " + where + " already" + (sameKey ? "" : " as " + earlier.key()),
                "remove one of the two"));
    }

    /** The section of some of the breaker's keys. What it does not say, this one says. */
    Section ofKeys(String pattern, Entry first) {
        if (origin == null) {
            origin = first.origin();
        }
        Map<String, Section> all = ofKeys;
        if (all == null) {
            all = new LinkedHashMap<>();
            ofKeys = all;
        }
        Section section = all.get(pattern);
        if (section == null) {
            section = new Section(prefix.substring(0, prefix.length() - 1) + '[' + pattern + "].");
            section.like(this);
            all.put(pattern, section);
        }
        return section;
    }

    /** The sections of some of its keys, by pattern. */
    Map<String, Section> ofKeys() {
        Map<String, Section> all = ofKeys;
        return all == null ? Map.of() : all;
    }

    /** Says that a problem concerns the section as a whole. */
    void spoil() {
        spoiled = true;
    }

    /** Whether a problem concerns it as a whole, or the breaker that it is like. */
    boolean isSpoiled() {
        Section above = like;
        return spoiled || (above != null && above.isSpoiled());
    }

    /** Whether nothing that it says has a problem. */
    boolean isSound() {
        if (isSpoiled()) {
            return false;
        }
        for (Value value : values.values()) {
            if (!value.sound) {
                return false;
            }
        }
        return true;
    }

    /** Parses all entries, also those that a stronger one hides: mistakes in them are reported, too. */
    void read(ValueReader reader) {
        for (Layer layer : LAYERS) {
            Map<Setting, Entry> ofLayer = entries.get(layer);
            if (ofLayer != null) {
                for (Map.Entry<Setting, Entry> entry : ofLayer.entrySet()) {
                    values.put(entry.getKey(), reader.read(entry.getKey(), entry.getValue()));
                }
            }
        }
        if (ofKeys != null) {
            for (Section section : ofKeys.values()) {
                section.read(reader);
            }
        }
    }

    /** One of the entries in the file, or else an override; null if there is no entry. */
    @Nullable
    Entry first() {
        for (Layer layer : LAYERS) {
            Map<Setting, Entry> ofLayer = entries.get(layer);
            if (ofLayer != null) {
                for (Entry entry : ofLayer.values()) {
                    if (entry.origin().equals(origin)) {
                        return entry;
                    }
                }
            }
        }
        return null;
    }

    /** The first entry's place; null if there is no entry. */
    @Nullable
    Origin origin() {
        return origin;
    }

    /** The value that holds here, sound or not; null if nothing is said. */
    @Nullable
    Value value(Setting setting) {
        return values.get(setting);
    }

    /** The value that holds here or, if nothing is said here, in its preset or at the breaker that this one is like. */
    @Nullable
    Value inherited(Setting setting) {
        return inherited(setting, client.isEmpty() ? null : client.get(0));
    }

    /**
     * The same for the methods of one section of its preset.
     *
     * @param part null: without the preset
     */
    @Nullable
    Value inherited(Setting setting, @Nullable Section part) {
        Value value = values.get(setting);
        if (value == null && part != null) {
            value = part.inherited(setting, null);
        }
        Section above = like;
        return value != null || above == null || !setting.isPassedOn() ? value : above.inherited(setting, null);
    }

    /** Says what its preset has. */
    void client(List<Section> sections) {
        client = sections;
    }

    /** The sections of its preset; none where it names its methods itself. */
    List<Section> client() {
        return values.containsKey(Setting.METHODS) ? List.of() : client;
    }

    /** Says which breaker this one is like; one that has a problem makes this one unsound. */
    void like(Section other) {
        like = other;
    }

    /** The breaker that this one is like; null if it is like no other. */
    @Nullable
    Section like() {
        return like;
    }

    /** The parsed value, if something is said and has no problem; else null. */
    @Nullable
    Object soundValue(Setting setting) {
        Value value = values.get(setting);
        return value == null || !value.sound ? null : value.parsed;
    }

    /** Says that a value has a problem: what would take it is left out. */
    void refuse(Setting setting) {
        Value value = values.get(setting);
        if (value != null) {
            values.put(setting, Value.unsound(value.entry));
        }
    }

    /** Whether there is one of the settings that may conflict with another. */
    boolean mayConflict() {
        for (Setting setting : values.keySet()) {
            BreakerSetting<?> row = setting.ofBreaker;
            if (row == BreakerSetting.WINDOW
                    || row == BreakerSetting.MINIMUM_CALLS
                    || row == BreakerSetting.RESET_TIMEOUT_MAX
                    || row == BreakerSetting.RECORD_EXCEPTIONS
                    || row == BreakerSetting.IGNORE_EXCEPTIONS
                    || (row == BreakerSetting.ERROR_THRESHOLD && soundValue(setting) == null)
                    || row == BreakerSetting.SLOW_CALL_DURATION
                    || row == BreakerSetting.ERROR_EXPIRY
                    || row == BreakerSetting.RESET_TIMEOUT_FROM
                    || setting == Setting.MAX_KEYS) {
                return true;
            }
        }
        return false;
    }

    /** The parsed value, which may be {@code none}; the default without an entry; {@code ifBad} after a problem. */
    @Nullable
    Object valueOr(Setting setting, @Nullable Object ifBad) {
        Value value = values.get(setting);
        return value == null ? setting.defaultValue() : value.sound ? value.parsed : ifBad;
    }

    /** The same for a setting that has a value always. */
    Object required(Setting setting, @Nullable Object ifBad) {
        return Objects.requireNonNull(valueOr(setting, ifBad), setting.key());
    }
}
