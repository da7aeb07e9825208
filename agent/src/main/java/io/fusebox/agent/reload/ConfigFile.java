package io.fusebox.agent.reload;

import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.log.AgentLog;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Which configuration file the agent reads. */
public final class ConfigFile {
    private ConfigFile() {}

    /** The argument's, else {@code -Dfusebox.config}, else {@code FUSEBOX_CONFIG}, else {@code fusebox.properties}. */
    public static File of(@Nullable String argument) {
        String name = named(argument);
        return new File(name == null ? "fusebox.properties" : name);
    }

    /** Whether somebody named the file; else it is the usual one, which need not be there. */
    public static boolean isNamed(@Nullable String argument) {
        return named(argument) != null;
    }

    private static @Nullable String named(@Nullable String argument) {
        String[] names = {argument, System.getProperty("fusebox.config"), System.getenv("FUSEBOX_CONFIG")};
        for (String name : names) {
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        return null;
    }

    /** Logs what is wrong with the file, a line for each problem. */
    public static void tell(Configuration configuration, AgentLog log) {
        for (Problem problem : configuration.problems()) {
            log.line(problem.toString());
        }
        for (String note : configuration.notes()) {
            log.line(note);
        }
    }
}
