package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.CommandFailed;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for another JVM, but not for ever: it may be stopped, or out of memory, and then answers nothing. */
final class Patience {
    private static final long SECONDS = 10;

    private Patience() {}

    /** What may fail in words for the user. */
    interface Step<T> {
        T take() throws CommandFailed;
    }

    /** Takes a step that takes a moment in a JVM that runs; fails when it takes longer than {@value #SECONDS} s. */
    static <T> T inShort(String pid, Step<T> step) throws CommandFailed {
        FutureTask<T> task = new FutureTask<>(step::take);
        Thread thread = new Thread(task, "fusebox-command");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            throw new CommandFailed(
                    "process " + pid + " does not answer within " + SECONDS + " s: it may be stopped (kill -CONT " + pid
                            + "), or busy with its garbage",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private static CommandFailed failure(Throwable cause) throws CommandFailed {
        if (cause instanceof CommandFailed told) {
            return told;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }
}
