package io.fusebox.internal.figures;

/** The kind of a figure, with the Java type of its values. */
public enum FigureKind {
    /** A {@link String}, or null. */
    TEXT,
    /** A {@link java.util.Date}, or null. */
    TIME,
    /** An {@link Integer} that stands for a word. */
    CODE,
    /** A {@link Long} that only grows, but for an operator's reset. */
    COUNTER,
    /** A {@link Long} that goes up and down. */
    GAUGE,
    /** A {@link Long}: a setting, or a number of settings' size. */
    NUMBER,
    /** An {@link Integer}: a setting. */
    SMALL_NUMBER,
    /** A {@link Double} from 0 to 100, or -1 while unknown. */
    PERCENTAGE,
    /** A {@code String[]}. */
    LINES
}
