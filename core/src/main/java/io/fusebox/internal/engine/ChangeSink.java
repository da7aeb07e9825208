package io.fusebox.internal.engine;

/** Is told that a breaker changed its state; called on the thread of the call that changed it, so it only notes it. */
@FunctionalInterface
public interface ChangeSink {
    void changed();
}
