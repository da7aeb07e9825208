package io.fusebox.agent.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fusebox.agent.config.value.BadValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints a JSON schema of configuration files from the table of settings, for editors: it completes keys, shows what they mean and
 * marks what {@code check} would refuse. It accepts what {@code check} accepts, but for other ways to cut and to write a key; it
 * cannot know everything that {@code check} knows. Not used at start.
 */
public final class SettingsSchema {
    private static final String DIALECT = "http://json-schema.org/draft-07/schema#";

    /** A value that is put together from others: what comes of it, only the program's environment knows. */
    private static final String PLACEHOLDER = "\\$\\{";

    private static final String DURATION = "([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?";
    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";
    private static final Pattern WORD = Pattern.compile("`([a-z-]+)`");

    private final JsonGenerator json;

    private SettingsSchema(JsonGenerator json) {
        this.json = json;
    }

    /** The schema, in draft 7 of JSON Schema. */
    public static String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            new SettingsSchema(json).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void document() throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", DIALECT);
        json.writeStringField("title", "Configuration of Fusebox");
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        json.writeObjectFieldStart("$schema");
        json.writeStringField("type", "string");
        json.writeEndObject();
        json.writeObjectFieldStart("breaker");
        json.writeStringField("description", "The breakers by their names; NAME[PATTERN] for some of a breaker's keys");
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("additionalProperties");
        json.writeStringField("$ref", "#/definitions/breaker");
        json.writeEndObject();
        json.writeEndObject();
        settings("defaults", "For every breaker that does not say otherwise", Of.DEFAULTS);
        settings("agent", "The agent as a whole", Of.AGENT);
        settings("fleet", "The fleet that the JVM joins", Of.FLEET);
        json.writeEndObject();
        // Keys may be written with dots, in any mixture.
        json.writeObjectFieldStart("patternProperties");
        json.writeBooleanField("^(breaker|defaults|agent|fleet)\\.", true);
        json.writeEndObject();
        json.writeBooleanField("additionalProperties", false);
        json.writeObjectFieldStart("definitions");
        settings("breaker", "A breaker", Of.BREAKER);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Which settings an object has. */
    private enum Of {
        BREAKER,
        DEFAULTS,
        AGENT,
        FLEET;

        boolean has(Setting setting) {
            return switch (this) {
                case BREAKER -> !setting.ofAgent();
                case DEFAULTS -> setting.hasDefaults();
                case AGENT -> setting.scope().equals(Setting.OF_AGENT);
                case FLEET -> setting.scope().equals(Setting.OF_FLEET);
            };
        }
    }

    private void settings(String name, String description, Of of) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("description", description);
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        for (Setting setting : Setting.all()) {
            if (of.has(setting)) {
                setting(setting);
            }
        }
        json.writeEndObject();
        json.writeBooleanField("additionalProperties", false);
        json.writeEndObject();
    }

    private void setting(Setting setting) throws IOException {
        json.writeObjectFieldStart(setting.key());
        json.writeStringField(
                "description", (setting.description() + " Takes " + setting.accepts() + ".").replace("`", ""));
        json.writeStringField("default", setting.defaultText());
        json.writeArrayFieldStart("examples");
        json.writeString(setting.type().example());
        json.writeEndArray();
        json.writeArrayFieldStart("anyOf");
        values(setting);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void values(Setting setting) throws IOException {
        ValueType type = setting.type();
        switch (type) {
            case WHOLE_NUMBER -> numbers("integer", 1, "[0-9]+", setting);
            case FACTOR -> numbers("number", 1, NUMBER, setting);
            case DURATION, DURATION_OR_OFF -> texts(DURATION, setting);
            case RATE, PERCENTAGE, QUORUM -> texts(NUMBER + "%", setting);
            case WINDOW -> texts("[0-9]+ calls|" + DURATION, setting);
            case HTTP -> numbers("integer", 0, "(.*:)?[0-9]+", setting);
            case BOOLEAN -> {
                type("boolean");
                words(setting);
            }
            case FORCED, SHARING, MODE, ON_OFF, LOG_FORMAT, ANNOTATIONS, JMX, MICROMETER -> words(setting);
            default -> {
                type("string");
                if (type.isList()) {
                    json.writeStartObject();
                    json.writeStringField("type", "array");
                    json.writeObjectFieldStart("items");
                    json.writeStringField("type", "string");
                    json.writeEndObject();
                    json.writeEndObject();
                }
            }
        }
    }

    private void numbers(String type, int least, String pattern, Setting setting) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeNumberField("minimum", least);
        json.writeEndObject();
        texts(pattern, setting);
    }

    private void texts(String pattern, Setting setting) throws IOException {
        words(setting);
        pattern("^(" + pattern + ")$");
    }

    /** The words that the setting takes, and placeholders. */
    private void words(Setting setting) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        Matcher word = WORD.matcher(setting.accepts());
        while (word.find()) {
            if (isWord(setting, word.group(1))) {
                words.add(word.group(1));
            }
        }
        if (!words.isEmpty()) {
            json.writeStartObject();
            json.writeArrayFieldStart("enum");
            for (String one : words) {
                json.writeString(one);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        pattern(PLACEHOLDER);
    }

    private static boolean isWord(Setting setting, String text) {
        try {
            return setting.isAbsent(text) || setting.parse(text) != null;
        } catch (BadValue | IllegalArgumentException notOne) {
            return false;
        }
    }

    private void pattern(String pattern) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "string");
        json.writeStringField("pattern", pattern);
        json.writeNumberField("minLength", 1);
        json.writeEndObject();
    }

    private void type(String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeEndObject();
    }
}
