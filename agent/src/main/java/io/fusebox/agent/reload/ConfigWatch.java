package io.fusebox.agent.reload;

import io.fusebox.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has a changed configuration file followed: a regular task of Fusebox's own thread.
 *
 * <p>What is seen for the first time may be half written, so it is followed when it is seen unchanged one interval later.
 */
public final class ConfigWatch implements Runnable {

    /** What is watched. */
    public interface Watched {
        /** How often to look; null: never. */
        @Nullable
        Duration interval();

        /** What was followed, or found to be unusable. */
        FileContent known();

        /** What is there now. */
        FileContent look();

        void follow(FileContent content);
    }

    private final Watched watched;
    private final Ticker ticker;
    private long lastLook;
    private @Nullable FileContent seen;

    public ConfigWatch(Watched watched, Ticker ticker) {
        this.watched = watched;
        this.ticker = ticker;
        this.lastLook = ticker.nanos();
    }

    @Override
    public void run() {
        Duration interval = watched.interval();
        long now = ticker.nanos();
        if (interval == null || now - lastLook < interval.toNanos()) {
            return;
        }
        lastLook = now;
        FileContent content = watched.look();
        if (content.equals(watched.known())) {
            seen = null;
        } else if (content.equals(seen)) {
            seen = null;
            watched.follow(content);
        } else {
            seen = content;
        }
    }
}
