package io.fusebox.agent.cli.serve;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.jvm.Management;
import io.fusebox.agent.metrics.Subject;
import io.fusebox.agent.operate.BreakerPattern;
import io.fusebox.agent.view.ViewReader;
import io.fusebox.internal.registry.OperatorMove;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What one JVM says. A thread of its own talks to the JVM, so that one that is stopped holds up nobody else, and goes on where it
 * was when the JVM does. An answer is kept for a moment. Safe for use by any thread.
 */
final class JvmFeed {
    private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MOVE_SECONDS = 2;

    /** An agent may come to a JVM without one. */
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String pid;
    private final String jvm;
    private final boolean isAsked;
    private final ThreadPoolExecutor thread;
    private @Nullable FutureTask<Optional<Subject>> reading;
    private long readAt;
    private volatile boolean isShown;

    // Only the feed's own thread uses these, but for close().
    private volatile @Nullable Management management;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long pausesUntil = System.nanoTime();

    /** Why the last try failed; null: it did not. */
    private @Nullable String problem;

    /**
     * A feed.
     *
     * @param jvm what the JVM is called
     * @param isAsked whether the user named this very JVM: one without an agent is asked for its library then
     */
    JvmFeed(String pid, String jvm, boolean isAsked) {
        this.pid = pid;
        this.jvm = jvm;
        this.isAsked = isAsked;
        this.isShown = isAsked;
        this.thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread own = new Thread(work, "fusebox-jvm-" + pid);
            own.setDaemon(true);
            return own;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    String pid() {
        return pid;
    }

    String jvm() {
        return jvm;
    }

    /** Whether it belongs to what is shown: it has Fusebox, or had it when it answered last. */
    boolean isShown() {
        return isShown;
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("jvm", jvm);
        labels.put("pid", pid);
        return labels;
    }

    /** Begins to read, unless there is an answer of just now, or the JVM has not answered yet. */
    synchronized FutureTask<Optional<Subject>> ask() {
        FutureTask<Optional<Subject>> last = reading;
        if (last != null && (!last.isDone() || System.nanoTime() - readAt < KEPT_NANOS)) {
            return last;
        }
        FutureTask<Optional<Subject>> next = new FutureTask<>(this::read);
        reading = next;
        readAt = System.nanoTime();
        thread.execute(next);
        return next;
    }

    /** What came of it by that time; empty if the JVM has no Fusebox. */
    Optional<Subject> await(FutureTask<Optional<Subject>> asked, long deadline) {
        try {
            return asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return silent("it does not answer: it may be stopped (kill -CONT " + pid + "), or busy with its garbage");
        } catch (ExecutionException fault) {
            return silent("its answer cannot be read: " + fault.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Subject> silent(String problem) {
        return isShown ? Optional.of(Subject.silent(labels(), problem)) : Optional.empty();
    }

    private Optional<Subject> read() throws IOException {
        boolean wasConnected = management != null;
        try {
            return readOnce();
        } catch (CommandFailed lost) {
            disconnect();
            if (wasConnected) {
                // The agent has gone, or has come again.
                return readAgain();
            }
            return failed(lost);
        }
    }

    private Optional<Subject> readAgain() throws IOException {
        try {
            return readOnce();
        } catch (CommandFailed lost) {
            disconnect();
            return failed(lost);
        }
    }

    private Optional<Subject> readOnce() throws CommandFailed, IOException {
        Management connected = connect();
        if (connected == null) {
            return problem == null ? Optional.empty() : silent(problem);
        }
        Subject subject = Subject.of(ViewReader.read(connected.awaitSnapshot()), labels());
        isShown = true;
        problem = null;
        pauseNanos = FIRST_PAUSE_NANOS;
        return Optional.of(subject);
    }

    private @Nullable Management connect() throws CommandFailed {
        if (management == null) {
            if (System.nanoTime() - pausesUntil < 0) {
                return null;
            }
            management = isAsked ? Management.of(pid) : Management.ofAgent(pid);
            if (management == null) {
                isShown = isAsked;
                problem = null;
                pausesUntil = System.nanoTime() + FIRST_PAUSE_NANOS;
            }
        }
        return management;
    }

    /** It is asked again later and later: each try may leave a thread behind that waits for the JVM. */
    private Optional<Subject> failed(CommandFailed why) {
        pausesUntil = System.nanoTime() + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
        String told = Objects.requireNonNull(why.getMessage());
        problem = told;
        return silent(told);
    }

    private void disconnect() {
        Management last = management;
        management = null;
        if (last != null) {
            last.close();
        }
    }

    /**
     * Moves breakers of the JVM.
     *
     * @throws IllegalArgumentException if that is not possible; the message says why
     */
    String move(OperatorMove move, BreakerPattern which, @Nullable Duration time) {
        FutureTask<List<String>> task = new FutureTask<>(() -> moved(move, which, time));
        thread.execute(task);
        try {
            return String.join("\n", task.get(MOVE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new IllegalArgumentException(
                    String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()), e);
        } catch (TimeoutException e) {
            // What waits for the thread never happens; what was sent already may happen.
            task.cancel(false);
            throw new IllegalArgumentException(
                    "process " + pid + " does not answer: look at the state before you try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("interrupted", e);
        } finally {
            forget();
        }
    }

    private List<String> moved(OperatorMove move, BreakerPattern which, @Nullable Duration time) throws CommandFailed {
        Management connected = connect();
        if (connected == null) {
            throw new CommandFailed("process " + pid + " cannot be reached now");
        }
        try {
            return connected.move(move, which, time);
        } catch (CommandFailed failed) {
            // Its answer may still come: it must not be taken for that to the next question.
            disconnect();
            throw failed;
        }
    }

    private synchronized void forget() {
        if (reading != null && reading.isDone()) {
            reading = null;
        }
    }

    /** The JVM has ended. */
    void close() {
        thread.shutdownNow();
        disconnect();
    }
}
