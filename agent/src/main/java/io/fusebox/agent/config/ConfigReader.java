package io.fusebox.agent.config;

import io.fusebox.agent.config.source.Origin;
import io.fusebox.agent.config.source.Placeholders;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.source.TextFile;
import java.io.File;
import java.io.IOException;
import java.util.Map;

/**
 * Reads a configuration file with its overrides. A user's mistake is never an exception: it is a {@link Problem}, and all
 * of them are found at once. Keeps nothing between two readings; safe for use by several threads.
 */
public final class ConfigReader {
    private final Map<?, ?> systemProperties;
    private final Map<String, String> environment;

    /**
     * A reader for these surroundings, which are looked at anew at each reading.
     *
     * @param systemProperties from which {@code fusebox.…} overrides the file; may be {@link System#getProperties}
     * @param environment from which {@code FUSEBOX_…} overrides the file; may be {@link System#getenv()}
     */
    public ConfigReader(Map<?, ?> systemProperties, Map<String, String> environment) {
        this.systemProperties = systemProperties;
        this.environment = environment;
    }

    /** Reads a file: JSON if its name ends in {@code .json}, else properties. */
    public Configuration read(File file) {
        String text;
        try {
            text = TextFile.read(file);
        } catch (IOException e) {
            return unreadable(file, String.valueOf(e.getMessage()), "nothing is guarded until it can be read");
        }
        return read(text, file.getPath());
    }

    /**
     * The configuration of a file that has no text.
     *
     * @param why what the matter is with it
     * @param consequence what comes of it
     */
    public Configuration unreadable(File file, String why, String consequence) {
        ConfigReading reading = reading(file.getPath());
        reading.unreadable(
                new Problem(Origin.file(file.getPath(), 0), null, null, "cannot be read: " + why, consequence));
        return reading.configuration();
    }

    /**
     * The configuration where no file is named and {@code fusebox.properties} does not exist. If system properties or the
     * environment name a breaker, they are the configuration; else it is that of an unreadable file.
     */
    public Configuration withoutFile(File file, String why, String consequence) {
        ConfigReading reading = reading("system properties and environment");
        return reading.overridesAlone() ? reading.configuration() : unreadable(file, why, consequence);
    }

    /**
     * Reads a text as if it were the content of a file.
     *
     * @param file the name of the file, which decides on its syntax
     */
    public Configuration read(String text, String file) {
        ConfigReading reading = reading(file);
        reading.text(text);
        return reading.configuration();
    }

    private ConfigReading reading(String file) {
        return new ConfigReading(file, systemProperties, environment, new Placeholders(systemProperties, environment));
    }
}
