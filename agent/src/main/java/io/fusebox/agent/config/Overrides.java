package io.fusebox.agent.config;

import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the entries that override the file: system properties, and environment variables. */
final class Overrides {
    private static final String PROPERTY_PREFIX = "fusebox.";
    private static final String VARIABLE_PREFIX = "FUSEBOX_";
    private static final String BREAKER_PREFIX = "FUSEBOX_BREAKER_";
    private static final String METHODS_SUFFIX = "_METHODS";

    /** What names the configuration file. */
    private static final String CONFIG_PROPERTY = "fusebox.config";

    private static final String CONFIG_VARIABLE = "FUSEBOX_CONFIG";

    private Overrides() {}

    /** An entry for each {@code -Dfusebox.<key>}, by name. */
    static List<Entry> ofSystemProperties(Map<?, ?> properties) {
        Map<String, String> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            if (property.getKey() instanceof String name
                    && property.getValue() instanceof String value
                    && name.startsWith(PROPERTY_PREFIX)
                    && !name.equals(CONFIG_PROPERTY)) {
                sorted.put(name, value);
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, String> property : sorted.entrySet()) {
            entries.add(entry(
                    Origin.systemProperty(property.getKey()),
                    property.getKey().substring(PROPERTY_PREFIX.length()),
                    property.getValue()));
        }
        return entries;
    }

    /** The variables that may be overrides, by name. */
    static Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(VARIABLE_PREFIX) && !name.equals(CONFIG_VARIABLE)) {
                sorted.put(name, variable.getValue());
            }
        }
        return sorted;
    }

    static Entry ofVariable(String variable, String key, String value) {
        return entry(Origin.environment(variable), key, value);
    }

    private static Entry entry(Origin origin, String key, String value) {
        SourceText text = SourceText.of(value, 0);
        return new Entry(origin, key, text.part(0, value.length()));
    }

    /** The keys that each possible variable stands for; more than one where breaker names differ in punctuation only. */
    static Map<String, List<String>> keysByVariable(Collection<Section> breakers) {
        Map<String, List<String>> keys = new HashMap<>();
        for (Setting setting : Setting.all()) {
            if (setting.ofAgent()) {
                put(keys, setting.toString());
                continue;
            }
            if (setting.hasDefaults()) {
                put(keys, "defaults." + setting.key());
            }
        }
        for (Section breaker : breakers) {
            addKeys(keys, breaker);
        }
        return keys;
    }

    /** Adds the variables of one breaker. */
    static void addKeys(Map<String, List<String>> keys, Section breaker) {
        for (Setting setting : Setting.all()) {
            if (!setting.ofAgent()) {
                put(keys, breaker.prefix + setting.key());
            }
        }
        for (Section ofKeys : breaker.ofKeys().values()) {
            for (Setting setting : Setting.all()) {
                if (setting.ofBreaker != null) {
                    put(keys, ofKeys.prefix + setting.key());
                }
            }
        }
    }

    /**
     * The breaker that a variable sets up by naming its methods: {@code FUSEBOX_BREAKER_EU_PAYMENTS_METHODS} is that of
     * {@code eu-payments}, if there is no other. Null for any other variable.
     */
    static @Nullable String breakerOf(String variable) {
        int start = BREAKER_PREFIX.length();
        int end = variable.length() - METHODS_SUFFIX.length();
        if (end <= start || !variable.startsWith(BREAKER_PREFIX) || !variable.endsWith(METHODS_SUFFIX)) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        for (int i = start; i < end; i++) {
            char c = variable.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                name.append((char) (c - 'A' + 'a'));
            } else if ((c >= '0' && c <= '9') || c == '_') {
                name.append(c == '_' ? '-' : c);
            } else {
                return null;
            }
        }
        return name.toString();
    }

    private static void put(Map<String, List<String>> keys, String key) {
        StringBuilder variable = new StringBuilder(VARIABLE_PREFIX);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'a' && c <= 'z') {
                variable.append((char) (c - 'a' + 'A'));
            } else {
                variable.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_');
            }
        }
        String name = variable.toString();
        List<String> sameName = keys.get(name);
        if (sameName == null) {
            sameName = new ArrayList<>(1);
            keys.put(name, sameName);
        }
        sameName.add(key);
    }
}
