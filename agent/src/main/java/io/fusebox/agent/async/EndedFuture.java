package io.fusebox.agent.async;

import io.fusebox.internal.engine.OwnCalls;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks futures of the program; the program's own classes answer. */
final class EndedFuture {
    private EndedFuture() {}

    static boolean isDone(Future<?> future) {
        int[] depth = OwnCalls.begin();
        try {
            return future.isDone();
        } finally {
            depth[OwnCalls.AT]--;
        }
    }

    /**
     * What a future holds that is done.
     *
     * @throws Throwable what it holds if it failed or was cancelled
     */
    static @Nullable Object result(Future<?> done) throws Throwable {
        // An interrupt belongs to the thread that completed the future; it must not keep us from asking.
        boolean interrupted = Thread.interrupted();
        int[] depth = OwnCalls.begin();
        try {
            return done.get();
        } finally {
            depth[OwnCalls.AT]--;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
