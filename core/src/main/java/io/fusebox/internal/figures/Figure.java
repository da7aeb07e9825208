package io.fusebox.internal.figures;

/** A row of a table of figures. */
public interface Figure {
    /** The name of the attribute over JMX, such as {@code TotalErrorCount}. */
    String attribute();

    FigureKind kind();

    /** The unit of the figure, such as {@code ms}; empty if it has no unit. */
    String units();

    /** The description, a sentence without a full stop. */
    String description();

    /** Whether a client may write it. */
    boolean isWritable();

    /** The name inside of composites and JSON: {@code totalErrorCount}. */
    default String key() {
        return Character.toLowerCase(attribute().charAt(0)) + attribute().substring(1);
    }
}
