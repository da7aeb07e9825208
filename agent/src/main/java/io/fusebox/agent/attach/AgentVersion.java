package io.fusebox.agent.attach;

/** The version of Fusebox, as printed and published. */
public final class AgentVersion {

    /** A constant, since reading it from the jar would cost every start; a test holds it to the build's. */
    public static final String NUMBER = "1.0.0";

    private AgentVersion() {}
}
