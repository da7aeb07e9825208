package io.fusebox.agent.http;

import io.fusebox.internal.engine.OwnCalls;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and answer requests: few, daemons, without anything of the program's. One that a client keeps waiting,
 * with slow headers or by not reading the answer, is interrupted after {@link #MAX_NANOS}: the JDK's channel closes then, and
 * the client is cut. Safe for use by any thread.
 */
final class RequestThreads implements Executor, ThreadFactory {
    private static final int MAX_THREADS = 8;
    private static final int MAX_WAITING = 200;

    /** How long a request may take, from its first byte to the end of its answer. */
    static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final AtomicInteger count = new AtomicInteger();
    private final Map<Thread, Long> busy = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), this);

    RequestThreads() {
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable request) {
        pool.execute(() -> {
            Thread self = Thread.currentThread();
            busy.put(self, System.nanoTime());
            // Whatever is guarded and open: an operator gets through.
            int[] depth = OwnCalls.begin();
            try {
                request.run();
            } finally {
                depth[OwnCalls.AT]--;
                busy.remove(self);
                // The interruption was meant for this request.
                var unused = Thread.interrupted();
            }
        });
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, "fusebox-http-" + count.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Cuts the clients that take too long; called now and then. */
    void cutSlow() {
        long now = System.nanoTime();
        busy.forEach((thread, since) -> {
            if (now - since > MAX_NANOS) {
                thread.interrupt();
            }
        });
    }

    void stop() {
        pool.shutdownNow();
    }
}
