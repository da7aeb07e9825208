package io.fusebox.agent.cli.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes on the stack of each thread, in the text of the event {@code jdk.ThreadDump}. */
final class ThreadDump {
    private static final Pattern THREAD = Pattern.compile("\"(.*)\" #\\d+ .*");
    private static final Pattern FRAME = Pattern.compile("\\s+at (?:.*/)?([^/(]+)\\.[^.(]+\\(.*");

    private ThreadDump() {}

    /** By the thread's name. Threads of one name are one. */
    static Map<String, List<String>> classes(String text) {
        Map<String, List<String>> threads = new LinkedHashMap<>();
        List<String> classes = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            Matcher thread = THREAD.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (thread.matches()) {
                classes = threads.computeIfAbsent(thread.group(1), name -> new ArrayList<>());
            } else if (frame.matches()) {
                classes.add(frame.group(1));
            }
        }
        return threads;
    }
}
