package io.fusebox.agent.replay;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.internal.engine.BreakerId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out the settings of each recorded breaker: those that it was recorded with, or those of a configuration file; what {@code
 * --set} says is stronger. All are read by the reader of configuration files. For one thread.
 */
public final class SettingsReader {
    private static final String SET = "--set";
    private static final String BREAKER = "breaker.";
    private static final String DEFAULTS = "defaults.";

    private final ConfigReader reader = new ConfigReader(Map.of(), Map.of());
    private final @Nullable Configuration file;
    private final List<String[]> sets;
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * @param file null: breakers have the settings that they were recorded with
     * @param sets a key and a value each; the key is that of a setting, or one as in a file: {@code breaker.http[*].window}
     */
    public SettingsReader(@Nullable Configuration file, List<String[]> sets) {
        this.file = file;
        this.sets = List.copyOf(sets);
    }

    /** What is wrong, a line each, so far. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The settings that the breaker was recorded with; null if they have a problem. */
    public @Nullable CircuitBreakerSettings recorded(CallLog log) {
        return read(log.id(), text(log.id(), log.settings().lines().toList()), "the recording");
    }

    private @Nullable CircuitBreakerSettings base(CallLog log) {
        if (file == null) {
            return recorded(log);
        }
        BreakerDefinition definition = file.breaker(log.id().name());
        if (definition == null) {
            definition = file.defaultsFor(log.id().name());
        }
        Optional<String> key = log.id().key();
        return key.isPresent() ? definition.settings(key.get()) : definition.settings();
    }

    /** The settings of the file or else the recorded ones, with what {@code --set} says; null if there is a problem. */
    public @Nullable CircuitBreakerSettings asked(CallLog log) {
        CircuitBreakerSettings base = base(log);
        if (base == null || sets.isEmpty()) {
            return base;
        }
        List<String> lines = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        for (String[] set : sets) {
            String breaker = breakerOf(set[0]);
            if (breaker == null || breaker.equals(log.id().name())) {
                lines.add(set[0] + " = " + escaped(set[1]));
                if (set[0].indexOf('[') < 0 && !set[0].startsWith(DEFAULTS)) {
                    named.add(Setting.kebab(set[0].substring(set[0].lastIndexOf('.') + 1)));
                }
            }
        }
        for (BreakerSetting<?> setting : BreakerSetting.all()) {
            if (!named.contains(setting.key()) && ReplayedSettings.matters(setting)) {
                line(setting, base, lines);
            }
        }
        return read(log.id(), text(log.id(), lines), SET);
    }

    /** The breaker that the key of a {@code --set} names; null if it means all. */
    public static @Nullable String breakerOf(String key) {
        if (!key.startsWith(BREAKER)) {
            return null;
        }
        String rest = key.substring(BREAKER.length());
        int bracket = rest.indexOf('[');
        int end = bracket < 0 ? rest.lastIndexOf('.') : bracket;
        return end < 0 ? rest : rest.substring(0, end);
    }

    /** What a setting of that name is of no use for; null if it may be set. */
    public static @Nullable String refusal(String key) {
        String name = Setting.kebab(key.substring(key.lastIndexOf('.') + 1));
        for (BreakerSetting<?> setting : BreakerSetting.all()) {
            if (setting.key().equals(name) && !ReplayedSettings.matters(setting)) {
                return "changes nothing in a replay: outcomes are as they were recorded, and the breaker enforces";
            }
        }
        return null;
    }

    private static <T> void line(BreakerSetting<T> setting, CircuitBreakerSettings settings, List<String> lines) {
        String value = setting.text(settings.get(setting));
        if (!value.equals(setting.defaultText())) {
            lines.add(setting.key() + " = " + value);
        }
    }

    /** A configuration file for one breaker: lines that begin with a setting are its own. */
    private static String text(BreakerId id, List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            boolean whole = line.startsWith(BREAKER) || line.startsWith(DEFAULTS);
            text.append(whole ? "" : BREAKER + id.name() + '.').append(line).append('\n');
        }
        return text.append(BREAKER).append(id.name()).append(".key = arg0\n").toString();
    }

    private @Nullable CircuitBreakerSettings read(BreakerId id, String text, String from) {
        Configuration read = reader.read(text, from);
        String prefix = BREAKER + id.name() + '.';
        for (Problem problem : read.problems()) {
            String key = problem.key();
            problems.add(new Problem(
                            Origin.file(from, 0),
                            key == null ? null : key.replace(prefix, ""),
                            problem.value(),
                            problem.what(),
                            problem.instead().replace(prefix, ""))
                    .toString());
        }
        BreakerDefinition definition = read.breaker(id.name());
        if (definition == null || !read.problems().isEmpty()) {
            return null;
        }
        Optional<String> key = id.key();
        return key.isPresent() ? definition.settings(key.get()) : definition.settings();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
