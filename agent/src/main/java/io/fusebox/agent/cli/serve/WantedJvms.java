package io.fusebox.agent.cli.serve;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.jvm.JvmNames;
import io.fusebox.agent.cli.jvm.Management;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which JVMs the user wants to see: all, certain processes, those whose main class has a certain name. Immutable. */
final class WantedJvms {
    private final Set<String> pids;
    private final List<String> names;

    private WantedJvms(Set<String> pids, List<String> names) {
        this.pids = pids;
        this.names = names;
    }

    /**
     * What these words mean.
     *
     * @param words process ids and parts of the names of main classes; none: all JVMs
     * @throws CommandFailed if a process is not there
     */
    static WantedJvms of(List<String> words) throws CommandMisused, CommandFailed {
        Set<String> pids = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String word : words) {
            if (Management.isAddress(word)) {
                throw new CommandMisused("serve shows the JVMs of this machine only, not '" + word + "'");
            }
            if (isNumber(word)) {
                pids.add(JvmNames.pidOf(word));
            } else {
                names.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return new WantedJvms(pids, names);
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    boolean has(String pid, String mainClass) {
        if (pids.isEmpty() && names.isEmpty()) {
            return true;
        }
        String lowerCase = mainClass.toLowerCase(Locale.ROOT);
        return pids.contains(pid) || names.stream().anyMatch(lowerCase::contains);
    }

    /** Whether the user named this very process. */
    boolean names(String pid) {
        return pids.contains(pid);
    }

    /** Whether only processes are meant, so that no other can come. */
    boolean isFixed() {
        return !pids.isEmpty() && names.isEmpty();
    }

    /** Whether the JVM has told its main class: one that has only begun to start has not. */
    static boolean isKnown(String mainClass) {
        return !mainClass.isEmpty() && !mainClass.equals("Unknown");
    }

    /** How a JVM is called: by its main class, or its jar without the folder. */
    static String title(String mainClass) {
        if (!isKnown(mainClass)) {
            return "java";
        }
        boolean isJar = mainClass.endsWith(".jar");
        return isJar ? mainClass.substring(mainClass.lastIndexOf('/') + 1) : mainClass;
    }
}
