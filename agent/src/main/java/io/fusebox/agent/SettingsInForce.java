package io.fusebox.agent;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.config.keyed.KeySettings;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every setting in force and where it comes from, for the command {@code config}. */
final class SettingsInForce {
    private static final String BUILT_IN = "default";

    private final Registry registry;
    private final List<String> lines = new ArrayList<>();

    private SettingsInForce(Registry registry) {
        this.registry = registry;
    }

    /** A line for each: {@code breaker.payments.error-threshold = 5  (fusebox.properties:3)}. */
    static List<String> of(Configuration configuration, List<BreakerDefinition> breakers, Registry registry) {
        SettingsInForce all = new SettingsInForce(registry);
        for (Setting setting : Setting.all()) {
            if (setting.ofAgent()) {
                all.row(setting.toString(), configuration.agentText(setting), configuration.agentOrigin(setting));
            }
        }
        for (BreakerDefinition breaker : breakers) {
            all.rows(breaker);
        }
        return all.lines;
    }

    private void rows(BreakerDefinition definition) {
        Breaker breaker = registry.find(BreakerId.of(definition.name()));
        for (Setting setting : Setting.all()) {
            if (setting.ofAgent()) {
                continue;
            }
            String key = "breaker." + definition.name() + '.' + setting;
            BreakerSetting<?> row = setting.ofBreaker();
            String written = definition.text(setting);
            String text = written.isEmpty() ? setting.defaultText() : written;
            String origin = definition.origin(setting);
            if (row != null && breaker != null) {
                String now = text(row, breaker.settings());
                if (!now.equals(text(row, definition.settings()))) {
                    lines.add(
                            key + " = " + now + "  (now; the configuration says " + text + ": " + origin(origin) + ')');
                    continue;
                }
            }
            row(key, text, origin);
        }
        for (BreakerDefinition part : definition.parts()) {
            rowsOfPart(definition, part);
        }
        rowsOfKeys(definition);
    }

    /** What a preset says otherwise of some of its methods. */
    private void rowsOfPart(BreakerDefinition whole, BreakerDefinition part) {
        for (Setting setting : Setting.all()) {
            if (!setting.ofAgent() && setting.ofBreaker() == null && setting != Setting.LIKE) {
                String text = part.text(setting);
                if (!text.equals(whole.text(setting))) {
                    row(
                            "breaker." + whole.name() + '.' + setting,
                            text.isEmpty() ? setting.defaultText() : text,
                            part.origin(setting));
                }
            }
        }
    }

    /** The settings of single keys. */
    private void rowsOfKeys(BreakerDefinition definition) {
        for (KeySettings some : definition.ofKeys()) {
            for (KeySettings.Row row : some.rows()) {
                row(
                        "breaker." + definition.name() + '[' + some.pattern() + "]." + row.setting(),
                        row.text(),
                        row.origin());
            }
        }
    }

    private static <T> String text(BreakerSetting<T> row, CircuitBreakerSettings settings) {
        return row.text(settings.get(row));
    }

    private void row(String key, String value, @Nullable String origin) {
        lines.add(key + " = " + value + "  (" + origin(origin) + ')');
    }

    private static String origin(@Nullable String origin) {
        return origin == null ? BUILT_IN : origin;
    }
}
