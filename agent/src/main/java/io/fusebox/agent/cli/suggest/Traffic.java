package io.fusebox.agent.cli.suggest;

import io.fusebox.agent.config.pattern.MethodPattern;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Reads from sockets by what makes them and where from, and the configuration that guards it. For one recording. */
public final class Traffic {
    /** From this port on, the system gives ports to callers. */
    private static final int FIRST_OF_CALLERS = 32_768;

    private static final int MOST_OF_CALLERS = 3;

    private static final int FRAMES = 12;

    /** The reads of one client or method from one address. */
    private static final class Reads {
        final List<Long> nanos = new ArrayList<>();
        final List<String> stack;

        Reads(List<String> stack) {
            this.stack = stack;
        }
    }

    private final List<String> packages;

    /** By preset or method, then by address. */
    private final Map<String, Map<String, Reads>> clients = new TreeMap<>();

    private final Map<String, Map<String, Reads>> methods = new TreeMap<>();

    /** @param packages how the names of the application's own classes begin; none: what is of no known library */
    public Traffic(List<String> packages) {
        this.packages = packages;
    }

    /** Adds the reads of a recording. */
    public void add(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.SocketRead") && event.getStackTrace() != null) {
                    add(event);
                }
            }
        }
        leaveOutServers();
    }

    private void add(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .toList();
        List<String> classes = frames.stream()
                .map(frame -> frame.getMethod().getType().getName())
                .toList();
        if (KnownClient.isServer(classes)) {
            return;
        }
        String preset = KnownClient.of(classes);
        String method = preset == null ? ownMethod(frames) : null;
        if (preset == null && method == null) {
            return;
        }
        String host = event.getString("host");
        String address =
                (host == null || host.isEmpty() ? event.getString("address") : host) + ':' + event.getInt("port");
        Map<String, Map<String, Reads>> groups = preset != null ? clients : methods;
        groups.computeIfAbsent(preset != null ? preset : String.valueOf(method), key -> new TreeMap<>())
                .computeIfAbsent(address, key -> new Reads(stack(frames)))
                .nanos
                .add(event.getDuration().toNanos());
    }

    /** A method that reads from many ports which no service has reads from connections that it has accepted. */
    private void leaveOutServers() {
        methods.values()
                .removeIf(addresses -> addresses.keySet().stream()
                                .filter(address -> Integer.parseInt(address.substring(address.lastIndexOf(':') + 1))
                                        >= FIRST_OF_CALLERS)
                                .count()
                        > MOST_OF_CALLERS);
    }

    /** The application's own method that is nearest to the read; null if there is none. */
    private @Nullable String ownMethod(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            String name = frame.getMethod().getName();
            boolean own = packages.isEmpty()
                    ? KnownClient.isOwn(type)
                    : packages.stream().anyMatch(type::startsWith);
            if (own && !name.startsWith("lambda$") && !name.startsWith("<") && !name.equals("main")) {
                return MethodPattern.written(type) + '#' + MethodPattern.written(name);
            }
        }
        return null;
    }

    private static List<String> stack(List<RecordedFrame> frames) {
        return frames.stream()
                .limit(FRAMES)
                .map(frame -> frame.getMethod().getType().getName()
                        + '.'
                        + frame.getMethod().getName()
                        + ':'
                        + frame.getLineNumber())
                .toList();
    }

    /** Whether nothing was seen. */
    public boolean isEmpty() {
        return clients.isEmpty() && methods.isEmpty();
    }

    /** How many breakers would guard it. */
    public int size() {
        return clients.size() + methods.size();
    }

    /**
     * A configuration in observe mode, with the evidence as comments.
     *
     * @param program whose it is
     */
    public List<String> configuration(String program, Duration length) {
        List<String> lines = new ArrayList<>();
        lines.add("# What " + program + " read from sockets within " + length.toSeconds() + " seconds.");
        lines.add("# In observe mode nothing is rejected: look at the counts, then take the line out.");
        lines.add("defaults.mode = observe");
        clients.forEach((preset, addresses) -> {
            lines.add("");
            evidence(addresses, length, lines);
            lines.add("breaker." + preset + ".client = " + preset);
        });
        methods.forEach((method, addresses) -> {
            lines.add("");
            evidence(addresses, length, lines);
            lines.add("breaker." + name(method) + ".methods = " + method.replace("\\", "\\\\"));
        });
        return lines;
    }

    private static String name(String method) {
        String plain = method.substring(method.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9_]+", "-");
        return plain.isEmpty() ? "method" : plain.toLowerCase(Locale.ROOT);
    }

    private static void evidence(Map<String, Reads> addresses, Duration length, List<String> lines) {
        addresses.forEach((address, reads) -> {
            Collections.sort(reads.nanos);
            double rate = reads.nanos.size() / Math.max(0.001, length.toMillis() / 1000.0);
            lines.add("# " + printable(address)
                    + String.format(
                            Locale.ROOT,
                            ": %.1f reads a second, p50 %.1f ms, p99 %.1f ms",
                            rate,
                            percentile(reads.nanos, 50),
                            percentile(reads.nanos, 99)));
        });
        lines.add("# for example by");
        addresses.values().iterator().next().stack.forEach(frame -> lines.add("#   " + printable(frame)));
    }

    private static double percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }

    /** Text of the program stays within its comment. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}]", "?");
    }
}
