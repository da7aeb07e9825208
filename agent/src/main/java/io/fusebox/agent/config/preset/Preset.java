package io.fusebox.agent.config.preset;

import io.fusebox.agent.config.value.BadValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A configuration for a known client library, which {@code client = NAME} stands for: a text in the syntax of a configuration
 * file, with one breaker or several. Its first breaker has the settings of the breaker itself; the others are further methods
 * of the same breaker, with a way of their own to its key and of their own to tell an error. Immutable.
 */
public final class Preset {
    private static final String[] NAMES = {
        "apache-http-4",
        "apache-http-5",
        "datasource",
        "elasticsearch",
        "grpc",
        "jakarta-mail",
        "jdbc",
        "jdk-http",
        "jedis",
        "kafka-producer",
        "ldap",
        "lettuce",
        "mongodb",
        "okhttp",
        "rabbitmq",
        "spring-web"
    };

    private static final String TESTED = "# Tested with ";

    private final String name;
    private final String text;

    private Preset(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The names of all presets, sorted. */
    public static List<String> names() {
        return List.of(NAMES);
    }

    /**
     * Checks the name of a preset, and gives it back.
     *
     * @throws BadValue if there is no such preset; it has the nearest name
     */
    public static String named(String name) throws BadValue {
        for (String known : NAMES) {
            if (known.equals(name)) {
                return known;
            }
        }
        throw PresetCorrection.of(name, NAMES);
    }

    /** The preset of one of the {@link #names}. */
    public static Preset of(String name) {
        try (InputStream in = Preset.class.getResourceAsStream(name + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("the jar has no preset " + name);
            }
            return new Preset(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the preset " + name + " cannot be read", e);
        }
    }

    /** What stands for the file in the place of a setting: {@code preset okhttp}, followed by the line. */
    public String source() {
        return "preset " + name;
    }

    /** Its text. */
    public String text() {
        return text;
    }

    /** What it is for: the first line of its text. */
    public String summary() {
        return text.substring("# ".length(), text.indexOf('\n'));
    }

    /** The versions of the library that it was tested with, as its text says them. */
    public String tested() {
        int start = text.indexOf(TESTED) + TESTED.length();
        return text.substring(start, text.indexOf('\n', start));
    }
}
