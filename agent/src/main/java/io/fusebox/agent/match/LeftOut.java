package io.fusebox.agent.match;

/** The kinds of classes and methods that a wildcard leaves out. The log has one line for each kind and pattern. */
public enum LeftOut {
    /** Classes of the JDK. */
    JDK(1),
    /** {@link GeneratedClasses}. */
    GENERATED(2),
    /** The program's {@code main}. */
    MAIN(4),
    /** What the initialiser of its own class calls. */
    INITIALISER(8),
    /** What a pattern with {@code !} takes away. */
    EXCLUDED(16);

    final int bit;

    LeftOut(int bit) {
        this.bit = bit;
    }
}
