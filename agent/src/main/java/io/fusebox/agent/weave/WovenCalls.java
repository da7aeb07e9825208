package io.fusebox.agent.weave;

import org.jspecify.annotations.Nullable;

/** The agent's end of the bridge. */
public final class WovenCalls extends FuseboxBridge {

    @Override
    protected @Nullable Object entered(int site) {
        return null;
    }

    @Override
    protected void exited(@Nullable Object token, @Nullable Throwable thrown) {}
}
