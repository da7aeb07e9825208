package io.fusebox.agent.cli.record;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** That the user wants this JVM to end (Ctrl-C, {@code kill}): it ends when the work is over that was going on. */
final class Interruption {
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::end, "fusebox-interruption");
    private volatile boolean done;

    private Interruption() {}

    /** From now on an end of this JVM waits for {@link #over}. */
    static Interruption awaited() {
        Interruption made = new Interruption();
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    private void end() {
        wanted.countDown();
        try {
            if (over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (!done) {
                    // It has still to say why.
                    worker.join(TimeUnit.SECONDS.toMillis(1));
                }
                Runtime.getRuntime().halt(done ? 0 : 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isThere() {
        return wanted.getCount() == 0;
    }

    /** Waits for it at most that long; whether it came. */
    boolean within(long millis) {
        try {
            return wanted.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * The work is over.
     *
     * @param wasDone whether with success: then a JVM that the user wanted to end does so with exit code 0
     */
    void over(boolean wasDone) {
        done = wasDone;
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ends) {
            // It has begun.
            return;
        }
    }
}
