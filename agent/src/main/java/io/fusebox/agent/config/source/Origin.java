package io.fusebox.agent.config.source;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands: a line of a file, a system property or an environment variable. Immutable; ordered as a reader
 * goes through a file, the overrides after it.
 */
public final class Origin implements Comparable<Origin> {
    private final String source;
    private final int line;
    private final int rank;

    private Origin(String source, int line, int rank) {
        this.source = source;
        this.line = line;
        this.rank = rank;
    }

    /**
     * A line of a file.
     *
     * @param file the file as the user named it
     * @param line from 1; 0 for the file as a whole
     */
    public static Origin file(String file, int line) {
        return new Origin(file, line, 0);
    }

    /** A system property. */
    public static Origin systemProperty(String name) {
        return new Origin("-D" + name, 0, 1);
    }

    /** An environment variable. */
    public static Origin environment(String variable) {
        return new Origin("environment " + variable, 0, 2);
    }

    /** The file as the user named it, {@code -Dfusebox.…} or {@code environment FUSEBOX_…}. */
    public String source() {
        return source;
    }

    /** The line, from 1; 0 if it is none. */
    public int line() {
        return line;
    }

    /** The same source at another line; itself if it has no lines. */
    public Origin atLine(int otherLine) {
        return otherLine == line || line == 0 ? this : new Origin(source, otherLine, rank);
    }

    /** A value as it must be written there to have this text: a file of properties has escapes. */
    public String written(String text) {
        return isProperties() ? text.replace("\\", "\\\\") : text;
    }

    /** A key as it must be written there to have this text. */
    public String writtenKey(String text) {
        return isProperties() ? written(text).replaceAll("[:= ]", "\\\\$0") : text;
    }

    private boolean isProperties() {
        return rank == 0 && !source.endsWith(".json");
    }

    @Override
    public int compareTo(Origin other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : Integer.compare(line, other.line);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return source.hashCode() * 31 + line;
    }

    /** {@code file:line}, or the source alone. */
    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : source;
    }
}
