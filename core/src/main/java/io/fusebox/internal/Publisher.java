package io.fusebox.internal;

/** Shows the breakers of a registry to clients outside the program. Not safe for use by several threads at once. */
public interface Publisher {
    /** Brings what clients see up to date. Called a few times a second. */
    void look();

    /** Takes everything back. */
    void close();
}
