package io.fusebox.agent.weave;

/** The class that {@link SelfTest} guards. Loaded by the agent's loader, after the transformer came. */
final class SelfTestSubject {
    private SelfTestSubject() {}

    static int answer() {
        return 42;
    }
}
