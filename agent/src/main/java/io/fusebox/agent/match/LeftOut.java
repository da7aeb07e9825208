package io.fusebox.agent.match;

/** What a wildcard may meet and leaves out. Of each kind the log says one, for each pattern. */
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
