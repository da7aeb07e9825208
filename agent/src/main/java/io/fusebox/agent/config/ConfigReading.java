package io.fusebox.agent.config;

import io.fusebox.BreakerSetting;
import io.fusebox.agent.config.Section.Layer;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.JsonFile;
import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.Placeholders;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.source.PropertiesFile;
import io.fusebox.agent.config.value.BadValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of a configuration: sorts entries into sections, parses them, and leaves out what has a problem. */
final class ConfigReading {
    private static final Setting[] SETTINGS = Setting.all();

    private final String file;
    private final Map<?, ?> systemProperties;
    private final Map<String, String> environment;
    private final Placeholders placeholders;
    private final Map<String, Section> breakers = new LinkedHashMap<>();
    private final Section defaults = new Section("defaults.");
    private final Section agent = new Section(Setting.OF_AGENT);
    private final Section fleet = new Section(Setting.OF_FLEET);
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private boolean readable = true;
    private boolean overridden;

    ConfigReading(String file, Map<?, ?> systemProperties, Map<String, String> environment, Placeholders placeholders) {
        this.file = file;
        this.systemProperties = systemProperties;
        this.environment = environment;
        this.placeholders = placeholders;
    }

    /** Says that there is no text. */
    void unreadable(Problem problem) {
        problems.add(problem);
        readable = false;
    }

    /** Sorts in what a file says. */
    void text(String text) {
        if (file.endsWith(".json")) {
            readable = JsonFile.read(text, file, entries, problems);
        } else {
            PropertiesFile.read(text, file, entries, problems);
        }
        int ofSyntax = problems.size();
        boolean known = true;
        for (Entry entry : entries) {
            known &= add(Layer.FILE, entry);
        }
        Problem ofFormat = known ? null : KeyProblems.ofFormat(text, file);
        if (ofFormat != null) {
            problems.clear();
            unreadable(ofFormat);
            return;
        }
        for (int i = 0; i < ofSyntax; i++) {
            spoil(problems.get(i).key());
        }
    }

    Configuration configuration() {
        addOverrides();
        ValueReader reader = new ValueReader(placeholders, problems);
        agent.read(reader);
        fleet.read(reader);
        if (fleet.value(Setting.FLEET_URL) != null) {
            SettingConflicts.checkFleet(fleet, problems);
        }
        defaults.read(reader);
        if (defaults.mayConflict()) {
            SettingConflicts.check(defaults, defaults, null, problems, notes);
        }
        List<BreakerDefinition> definitions = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        boolean alike = false;
        boolean known = false;
        boolean following = false;
        for (Section section : breakers.values()) {
            section.read(reader);
            alike |= section.value(Setting.LIKE) != null;
            known |= section.value(Setting.CLIENT) != null;
            following |= section.value(Setting.FLEET) != null;
        }
        if (alike) {
            LikeLinks.resolve(breakers, problems);
        }
        if (known) {
            ClientLinks.resolve(breakers.values(), reader, problems);
        }
        for (Map.Entry<String, Section> breaker : breakers.entrySet()) {
            Section own = breaker.getValue();
            if (own.mayConflict()) {
                SettingConflicts.check(own, defaults, breaker.getKey(), problems, notes);
            }
            BreakerDefinition definition = readable ? definition(breaker.getKey(), own) : null;
            if (definition == null) {
                leftOut.add(breaker.getKey());
            } else {
                definitions.add(definition);
            }
        }
        if (following || defaults.value(Setting.FLEET) != null || fleet.origin() != null || fleet.isSpoiled()) {
            SettingConflicts.noteFleet(breakers.values(), defaults, fleet, notes);
        }
        if (problems.size() > 1) {
            Collections.sort(problems);
        }
        return new Configuration(
                file,
                readable,
                definitions,
                leftOut,
                defaults,
                agent,
                fleet,
                AgentOptions.of(agent, fleet),
                problems,
                notes);
    }

    /** Sorts in an entry; false if its key is none. */
    private boolean add(Layer layer, Entry entry) {
        try {
            Key key = Key.parse(entry.key());
            section(key, entry).add(layer, key.setting, entry, problems);
            return true;
        } catch (BadValue e) {
            problems.add(KeyProblems.of(entry, e, entries));
            spoil(entry.key());
            return false;
        }
    }

    private Section section(Key key, Entry entry) {
        if (key.breaker == null) {
            return !key.setting.ofAgent() ? defaults : key.setting.scope().equals(fleet.prefix) ? fleet : agent;
        }
        Section ofBreaker = breaker(key.breaker);
        return key.keys == null ? ofBreaker : ofBreaker.ofKeys(key.keys, entry);
    }

    private Section breaker(String name) {
        Section section = breakers.get(name);
        if (section == null) {
            section = new Section("breaker." + name + ".");
            breakers.put(name, section);
        }
        return section;
    }

    private void spoil(@Nullable String key) {
        if (key != null && key.startsWith(fleet.prefix)) {
            fleet.spoil();
        }
        String name = key == null ? null : Key.breakerOf(key);
        if (name != null) {
            breaker(name).spoil();
        }
    }

    /** Sorts in what overrides the file; again does nothing. */
    private void addOverrides() {
        if (!overridden) {
            overridden = true;
            for (Entry entry : Overrides.ofSystemProperties(systemProperties)) {
                add(Layer.SYSTEM_PROPERTY, entry);
            }
            addVariables();
        }
    }

    /**
     * Says that there is no file where it need not be one: what overrides it is the configuration, if that names a breaker.
     *
     * @return whether it does
     */
    boolean overridesAlone() {
        addOverrides();
        return !breakers.isEmpty();
    }

    private void addVariables() {
        Map<String, String> variables = Overrides.variables(environment);
        if (variables.isEmpty()) {
            return;
        }
        Map<String, List<String>> keys = Overrides.keysByVariable(breakers.values());
        for (String variable : variables.keySet()) {
            String name = keys.containsKey(variable) ? null : Overrides.breakerOf(variable);
            if (name != null) {
                Overrides.addKeys(keys, breaker(name));
            }
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey();
            List<String> candidates = keys.get(name);
            if (candidates == null) {
                // Kubernetes sets FUSEBOX_PORT and the like for a service of that name: no problem, but told.
                notes.add("environment " + name + ": stands for no setting of this configuration; not used");
            } else if (candidates.size() > 1) {
                problems.add(new Problem(
                        Origin.environment(name),
                        candidates.get(0),
                        variable.getValue(),
                        "may also stand for " + candidates.get(1) + "; not used",
                        "set -Dfusebox." + candidates.get(0) + " instead"));
            } else {
                add(Layer.ENVIRONMENT, Overrides.ofVariable(name, candidates.get(0), variable.getValue()));
            }
        }
    }

    /** The breaker; null if it has a problem. */
    private @Nullable BreakerDefinition definition(String name, Section own) {
        boolean sound = !own.isSpoiled();
        for (Setting setting : SETTINGS) {
            Value value = BreakerDefinition.effective(setting, own, defaults);
            sound &= value == null || value.sound;
        }
        sound &= hasSlowCallDuration(name, own);
        if (!own.ofKeys().isEmpty()) {
            for (Section ofKeys : own.ofKeys().values()) {
                sound &= isSound(ofKeys, own);
            }
        }
        Origin origin = own.origin();
        return sound && origin != null ? new BreakerDefinition(name, origin, own, defaults) : null;
    }

    /** Whether a section of some keys of a breaker has no problem. */
    private boolean isSound(Section ofKeys, Section breaker) {
        boolean sound = !ofKeys.isSpoiled();
        for (Setting setting : SETTINGS) {
            Value value = ofKeys.value(setting);
            sound &= value == null || value.sound;
        }
        Value key = BreakerDefinition.effective(Setting.KEY, breaker, defaults);
        Entry first = ofKeys.first();
        if (first != null && (key == null || (key.sound && key.parsed == null))) {
            problems.add(KeyProblems.withoutKey(first, breaker, ofKeys, breakers.keySet()));
            return false;
        }
        if (ofKeys.mayConflict()) {
            SettingConflicts.check(ofKeys, defaults, null, problems, notes);
        }
        String prefix = ofKeys.prefix;
        boolean own = ofKeys.value(Setting.of(BreakerSetting.SLOW_CALL_RATE_THRESHOLD)) != null;
        return sound
                && !(own && !hasSlowCallDuration(prefix.substring("breaker.".length(), prefix.length() - 1), ofKeys));
    }

    private boolean hasSlowCallDuration(String name, Section own) {
        Value rate = BreakerDefinition.effective(Setting.of(BreakerSetting.SLOW_CALL_RATE_THRESHOLD), own, defaults);
        Value duration = BreakerDefinition.effective(Setting.of(BreakerSetting.SLOW_CALL_DURATION), own, defaults);
        boolean off = duration == null || (duration.sound && duration.parsed == null);
        if (rate == null || rate.parsed == null || !off) {
            return true;
        }
        problems.add(rate.entry.problem(
                "needs slow-call-duration, which " + name + " does not set",
                "add breaker." + name + ".slow-call-duration = 2s"));
        return false;
    }
}
