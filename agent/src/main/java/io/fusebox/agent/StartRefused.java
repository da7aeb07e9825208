package io.fusebox.agent;

import io.fusebox.agent.config.Configuration;

/** The agent does not start, for a reason that the operator can change. The message is for the operator. */
final class StartRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean strict;

    /** @param strict whether the program is not to start either */
    StartRefused(String message, boolean strict) {
        super(message);
        this.strict = strict;
    }

    /** @throws StartRefused if the configuration is strict and has problems, or if attaching with it has no effect */
    static void check(Configuration configuration, boolean attached) throws StartRefused {
        if (configuration.problems().isEmpty()) {
            return;
        }
        if (configuration.agent().strict()) {
            throw new StartRefused(
                    "agent.strict = true and the configuration has problems: "
                            + (attached ? "not attached" : "the program is not started"),
                    true);
        }
        if (attached && !configuration.isReadable()) {
            throw new StartRefused("not attached: " + configuration.problems().get(0), false);
        }
    }

    /** Whether the program must not start either. */
    boolean isStrict() {
        return strict;
    }
}
