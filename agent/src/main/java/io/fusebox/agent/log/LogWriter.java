package io.fusebox.agent.log;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of the log, on a daemon thread of its own, {@code fusebox-log}. Stderr may be a pipe that nobody reads, a
 * file may be on a server that is away: such a write never ends, and holds up nobody but this thread.
 *
 * <p>So many lines wait at most; further ones are dropped, counted, and told as soon as writing goes on. The lock is held
 * for a moment at a time, never while something is written. Safe for use by any thread.
 */
final class LogWriter implements Runnable {
    /** Lines that wait at most. */
    static final int MOST_WAITING = 1024;

    private final OutputStream err;
    private final Charset charset;

    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean closing;
    private long accepted;
    private long written;
    private long dropped;

    /** Dropped lines that the log does not mention yet. */
    private int untold;

    /** Where the newest line went; for the log's own remarks. */
    private LogTarget newest = LogTarget.STDERR;

    /** The file that could not be written last: the log says so once. Only for the thread. */
    private @Nullable File broken;

    /** What is to be written. */
    private static final class Entry {
        final LogTarget target;
        final @Nullable String line;
        /** For stderr, wherever the line goes. */
        final @Nullable String loud;

        Entry(LogTarget target, @Nullable String line, @Nullable String loud) {
            this.target = target;
            this.line = line;
            this.loud = loud;
        }
    }

    LogWriter(OutputStream err, Charset charset) {
        this.err = err;
        this.charset = charset;
    }

    /** Has the line written soon. */
    void add(LogTarget target, String line) {
        add(new Entry(target, line, null));
    }

    /** The same, and another line on stderr. */
    void add(LogTarget target, @Nullable String line, String loud) {
        add(new Entry(target, line, loud));
    }

    private synchronized void add(Entry entry) {
        if (waiting.size() == MOST_WAITING) {
            dropped++;
            untold++;
            return;
        }
        waiting.add(entry);
        accepted++;
        newest = entry.target;
        if (thread == null) {
            start();
        }
        notifyAll();
    }

    private void start() {
        // No inherited thread locals and no context class loader: nothing of the program's is kept alive.
        Thread started = new Thread(systemGroup(), this, "fusebox-log", 0, false);
        started.setDaemon(true);
        started.setContextClassLoader(null);
        try {
            started.start();
            thread = started;
        } catch (OutOfMemoryError noThread) {
            // The line waits for the next one, which tries again.
        }
    }

    private static ThreadGroup systemGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** Waits until what was added is written, or the time is over; whether it is written. */
    synchronized boolean await(long millis) {
        long upTo = accepted;
        long end = System.nanoTime() + millis * 1_000_000;
        while (written < upTo) {
            long rest = end - System.nanoTime();
            if (rest <= 0 || !pause(1 + rest / 1_000_000)) {
                return false;
            }
        }
        return true;
    }

    /** How many lines were dropped since this was asked last. */
    synchronized long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }

    /** Ends the thread once everything is written; waits for that so long at most. Another line begins a new one. */
    void close(long millis) {
        Thread ending;
        synchronized (this) {
            closing = true;
            ending = thread;
            notifyAll();
        }
        try {
            if (ending != null) {
                ending.join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (true) {
            try {
                Entry entry = next();
                if (entry == null) {
                    return;
                }
                write(entry);
            } catch (Throwable lost) {
                // Out of memory: this line is lost, the next need not be.
                countLost();
            }
            done();
        }
    }

    /** The next line; null if the thread is to end. */
    private synchronized @Nullable Entry next() {
        while (waiting.isEmpty()) {
            if (untold > 0) {
                int missing = untold;
                untold = 0;
                String remark = missing + (missing == 1 ? " line is" : " lines are")
                        + " missing here: more came than could be written";
                accepted++;
                return new Entry(newest, newest.off ? null : newest.line(remark), null);
            }
            if (closing) {
                closing = false;
                thread = null;
                return null;
            }
            var unused = pause(0);
        }
        return waiting.remove();
    }

    private synchronized void done() {
        written++;
        notifyAll();
    }

    private synchronized void countLost() {
        dropped++;
    }

    /** Lets go of the lock until something happens; false if the thread was interrupted. */
    @SuppressWarnings("WaitNotInLoop") // its callers are the loops
    private boolean pause(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException e) {
            if (Thread.currentThread() != thread) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
    }

    private void write(Entry entry) {
        if (entry.line != null) {
            write(entry.target.file, entry.line);
        }
        if (entry.loud != null) {
            toStderr(entry.loud);
        }
    }

    private void write(@Nullable File file, String line) {
        if (file == null) {
            toStderr(line);
            return;
        }
        String trouble = append(file, line);
        if (trouble == null) {
            broken = null;
            return;
        }
        if (!file.equals(broken)) {
            broken = file;
            toStderr(LogTarget.plain("agent.log = " + file + " cannot be written, the log goes to stderr: " + trouble));
        }
        toStderr(line);
    }

    /** Why the line could not be written; null if it was. */
    private static @Nullable String append(File file, String line) {
        if (file.exists() && !file.isFile()) {
            return "it is no regular file; write agent.log = stderr, or name a file";
        }
        try (FileOutputStream out = new FileOutputStream(file, true)) {
            out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void toStderr(String line) {
        try {
            err.write((line + System.lineSeparator()).getBytes(charset));
            err.flush();
        } catch (IOException e) {
            // Nowhere is left to tell it.
        }
    }
}
