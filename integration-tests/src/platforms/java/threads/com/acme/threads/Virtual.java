package com.acme.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.consumer.RecordingStream;

/** Fifty thousand virtual threads in guarded calls that wait; prints how many of them pinned their carrier. */
public final class Virtual {

    private static final int THREADS = 50_000;

    private Virtual() {}

    public static void main(String[] arguments) throws Exception {
        LongAdder pinned = new LongAdder();
        Guarded guarded = new Guarded();
        try (RecordingStream recording = new RecordingStream()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold();
            recording.onEvent("jdk.VirtualThreadPinned", event -> {
                pinned.increment();
                System.out.println(event);
            });
            recording.startAsync();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < THREADS; i++) {
                    threads.submit(guarded::waitAMoment);
                }
            }
            recording.stop();
        }
        System.out.println("pinned " + pinned);
        Thread.sleep(60_000);
    }

    static final class Guarded {
        int waitAMoment() {
            LockSupport.parkNanos(1_000_000);
            return 1;
        }
    }
}
