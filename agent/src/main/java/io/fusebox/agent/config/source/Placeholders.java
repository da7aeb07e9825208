package io.fusebox.agent.config.source;

import io.fusebox.agent.config.value.BadValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in placeholders, a name between <code>${</code> and <code>}</code>, or a name, a colon and a default: from the
 * system property of that name, else the environment variable, else the default, in which there may be further
 * placeholders. What is filled in is taken as it is. <code>$${</code> stands for <code>${</code> itself.
 */
public final class Placeholders {
    /** Deeper defaults are no configuration that a person wrote, and must not overflow the stack. */
    private static final int MAX_DEPTH = 20;

    private final Map<?, ?> systemProperties;
    private final Map<String, String> environment;

    /** Placeholders that are filled in from these. */
    public Placeholders(Map<?, ?> systemProperties, Map<String, String> environment) {
        this.systemProperties = systemProperties;
        this.environment = environment;
    }

    /** The text with its placeholders filled in; the same object if there is none. */
    public SourceText fill(SourceText source) throws BadValue {
        return fill(source, 0);
    }

    private SourceText fill(SourceText source, int depth) throws BadValue {
        String text = source.text();
        if (text.indexOf("${") < 0) {
            return source;
        }
        if (depth > MAX_DEPTH) {
            throw new BadValue("has placeholders nested too deeply", "at most 20 defaults can stand inside each other");
        }
        SourceText.Builder filled = new SourceText.Builder(source.lineAt(0));
        int i = 0;
        while (i < text.length()) {
            filled.line(source.lineAt(i));
            if (text.startsWith("$${", i)) {
                filled.append("${");
                i += 3;
            } else if (text.startsWith("${", i)) {
                int end = closing(text, i);
                filled.append(resolve(text.substring(i + 2, end), depth + 1));
                i = end + 1;
            } else {
                filled.append(text.charAt(i++));
            }
        }
        return filled.build();
    }

    private String resolve(String placeholder, int depth) throws BadValue {
        int colon = placeholder.indexOf(':');
        String name = (colon < 0 ? placeholder : placeholder.substring(0, colon)).strip();
        if (name.isEmpty()) {
            throw new BadValue(
                    "has a placeholder without a name",
                    "a placeholder looks like ${system.property} or ${ENV_VARIABLE:default}");
        }
        String value = valueOf(name);
        if (value != null) {
            return value;
        }
        if (colon < 0) {
            throw new BadValue(
                    "neither the system property nor the environment variable '" + name + "' is set",
                    "set it, or give it a default as in ${" + name + ":default}");
        }
        return fill(SourceText.of(placeholder.substring(colon + 1), 0), depth).text();
    }

    private @Nullable String valueOf(String name) {
        if (systemProperties.get(name) instanceof String property) {
            return property;
        }
        return environment.get(name);
    }

    private static int closing(String text, int start) throws BadValue {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw new BadValue("has a placeholder that is not closed", "} closes it; $${ stands for ${ itself");
    }
}
