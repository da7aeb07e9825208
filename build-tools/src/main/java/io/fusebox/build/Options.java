package io.fusebox.build;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The arguments of {@link AgentPacker}, each {@code name=value}. */
final class Options {

    /**
     * {@code agent}: the relocated classes of the agent and its libraries, a jar. {@code core}, {@code bridge}, {@code premain},
     * {@code demo}: folders with classes. {@code demo-configuration}, {@code license}: files. {@code libraries}: a class
     * path with the libraries. {@code version}: of the agent. {@code recordings}: a folder for what is found out on the
     * way. {@code output}: the jar to write.
     */
    private static final Set<String> NAMES = Set.of(
            "agent",
            "core",
            "bridge",
            "premain",
            "demo",
            "demo-configuration",
            "license",
            "libraries",
            "version",
            "recordings",
            "output");

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException if a name is unknown, or has no value */
    static Options of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 || !NAMES.contains(name)) {
                throw new IllegalArgumentException(argument + ": expected name=value with a name of " + NAMES);
            }
            values.put(name, argument.substring(equals + 1));
        }
        for (String name : NAMES) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("expected " + name + "=…");
            }
        }
        return new Options(values);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    /** An absolute path. */
    Path path(String name) {
        return Path.of(text(name)).toAbsolutePath().normalize();
    }
}
