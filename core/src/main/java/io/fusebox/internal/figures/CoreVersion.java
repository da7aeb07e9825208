package io.fusebox.internal.figures;

/**
 * The version of Fusebox. A constant, since with the agent attached there is no jar and no package of ours to ask; a test
 * holds it against the build file.
 */
public final class CoreVersion {
    public static final String FUSEBOX = "1.0.0";

    private CoreVersion() {}
}
