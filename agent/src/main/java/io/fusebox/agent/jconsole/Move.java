package io.fusebox.agent.jconsole;

/** The operator's moves: the button, the operation of the MBean, and what will happen, in words. */
enum Move {
    OPEN(
            "Open",
            "transitionToOpen",
            "Calls are rejected for its reset timeout. Then a probe finds out whether to close it."),
    CLOSE("Close", "transitionToClosed", "Calls are let through. Errors may open it again."),
    HALF_OPEN("Half-open", "transitionToHalfOpen", "The next calls are probes. They close it, or open it again."),
    FORCE_OPEN("Force open", "transitionToForcedOpen", "Every call is rejected until an operator moves it again."),
    FORCE_CLOSED(
            "Force closed",
            "transitionToForcedClosed",
            "Every call is let through, whatever fails, until an operator moves it again."),
    RESET("Reset", "reset", "It is closed, and its counters, totals and last error are cleared.");

    final String label;
    final String operation;
    final String effect;

    Move(String label, String operation, String effect) {
        this.label = label;
        this.operation = operation;
        this.effect = effect;
    }
}
