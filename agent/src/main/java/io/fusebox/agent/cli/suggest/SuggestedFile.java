package io.fusebox.agent.cli.suggest;

import io.fusebox.agent.cli.suggest.Origin.Kind;
import io.fusebox.agent.cli.suggest.Traffic.Reads;
import io.fusebox.agent.cli.suggest.Traffic.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The configuration that guards what was seen. */
final class SuggestedFile {
    private static final int NEAREST = 3;

    private static final int FARTHEST = 4;

    private final Traffic traffic;
    private final Duration length;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    SuggestedFile(Traffic traffic, Duration length) {
        this.traffic = traffic;
        this.length = length;
    }

    List<String> lines(String program) {
        lines.add("# What " + program + " read from sockets within " + length.toSeconds() + " seconds.");
        lines.add("# In observe mode nothing is rejected: look at the counts, then take the line out.");
        lines.add("defaults.mode = observe");
        traffic.of(Kind.CLIENT).forEach((preset, source) -> {
            evidence(source);
            lines.add("breaker." + unique(preset) + ".client = " + preset);
        });
        traffic.of(Kind.METHOD).forEach((method, source) -> {
            evidence(source);
            lines.add("breaker." + unique(name(method)) + ".methods = " + method.replace("\\", "\\\\"));
        });
        traffic.of(Kind.CONSUMER).forEach((consumer, source) -> {
            lines.add("");
            lines.add("# Without a breaker: " + consumer + ", which waits for records.");
            source.reads.forEach(this::reads);
        });
        return lines;
    }

    /** Methods of classes with the same simple name. */
    private String unique(String name) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + '-' + i;
        }
        return unique;
    }

    private static String name(String method) {
        String plain = method.substring(method.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9_]+", "-");
        return plain.isEmpty() ? "method" : plain.toLowerCase(Locale.ROOT);
    }

    private void evidence(Source source) {
        lines.add("");
        source.reads.forEach(this::reads);
        source.reads.values().stream().findFirst().ifPresent(reads -> {
            lines.add("# for example by");
            stack(reads.stack);
        });
        source.unseen.stream().findFirst().ifPresent(thread -> {
            lines.add("# The thread " + printable(thread) + " reads by a native transport of Netty:");
            lines.add("# the Flight Recorder does not see where from.");
        });
    }

    /** The read itself, and who calls the library. */
    private void stack(List<StackTraceElement> stack) {
        int left = stack.size() - NEAREST - FARTHEST;
        for (int i = 0; i < stack.size(); i++) {
            if (left <= 1 || i < NEAREST || i >= NEAREST + left) {
                lines.add("#   " + frame(stack.get(i)));
            } else if (i == NEAREST) {
                lines.add("#   ... " + left + " more");
            }
        }
    }

    private static String frame(StackTraceElement frame) {
        String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        return printable(frame.getClassName() + '.' + frame.getMethodName() + line);
    }

    private void reads(String address, Reads reads) {
        Collections.sort(reads.nanos);
        double rate = reads.nanos.size() / Math.max(0.001, length.toMillis() / 1000.0);
        String line = String.format(Locale.ROOT, "# %s: %.1f reads a second", printable(address), rate);
        lines.add(
                reads.selected
                        ? line
                        : line
                                + String.format(
                                        Locale.ROOT,
                                        ", p50 %.1f ms, p99 %.1f ms",
                                        percentile(reads.nanos, 50),
                                        percentile(reads.nanos, 99)));
    }

    private static double percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }

    /** Text of the program stays within its comment. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}]", "?");
    }
}
