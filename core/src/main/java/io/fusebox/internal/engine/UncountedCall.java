package io.fusebox.internal.engine;

import io.fusebox.Call;

/** A call in block form that passes uncounted, or is part of another (R14): there is nothing to end. Immutable. */
final class UncountedCall implements Call {
    static final Call INSTANCE = new UncountedCall();

    private UncountedCall() {}

    @Override
    public void success() {}

    @Override
    public void failure(Throwable thrown) {}

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}
