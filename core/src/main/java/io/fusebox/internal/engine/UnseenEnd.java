package io.fusebox.internal.engine;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Receives the end of a stage that has ended some time ago, before the stage itself has called back. */
final class UnseenEnd implements BiConsumer<@Nullable Object, @Nullable Throwable> {
    private final DetachedCall call;
    private final long unseen;

    /** Whether this ended the call. */
    boolean counted;

    /** @param unseen how long ago the stage may have ended, in ticks */
    UnseenEnd(DetachedCall call, long unseen) {
        this.call = call;
        this.unseen = unseen;
    }

    @Override
    public void accept(@Nullable Object result, @Nullable Throwable thrown) {
        counted = thrown == null
                ? call.end(DetachedCall.RESULT, result, unseen)
                : call.end(DetachedCall.FAILURE, thrown, unseen);
    }
}
