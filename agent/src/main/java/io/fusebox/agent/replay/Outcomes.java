package io.fusebox.agent.replay;

/** What replayed calls end with, so that the state machine takes them for what they were. */
final class Outcomes {
    private Outcomes() {}

    /** An error. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed() {
            super("as recorded", null, false, false);
        }
    }

    /** An exception that is ignored, see {@link ReplayedSettings#of}. */
    static final class Ignored extends Exception {
        private static final long serialVersionUID = 1L;

        Ignored() {
            super("as recorded", null, false, false);
        }
    }
}
