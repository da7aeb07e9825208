package io.fusebox;

/** A named class, not a lambda: a lambda in {@link Ticker} would cost the start of every program milliseconds. */
enum SystemTicker implements Ticker {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
