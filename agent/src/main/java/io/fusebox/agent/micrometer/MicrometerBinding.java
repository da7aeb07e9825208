package io.fusebox.agent.micrometer;

import io.fusebox.internal.engine.OwnCalls;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the meters in the application's Micrometer: a thread of its own, since a registry of the application may take its time, and
 * Fusebox's own thread has other things to do. Safe for use by any thread.
 */
public final class MicrometerBinding implements Runnable {
    private static final long PAUSE_MILLIS = 500;
    private static final long END_MILLIS = 2000;

    private final MetricsClasses classes;
    private final Registry registry;
    private final String version;
    private final List<BoundRegistry> bound = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread;

    private MicrometerBinding(Instrumentation instrumentation, Registry registry, String version) {
        this.classes = new MetricsClasses(instrumentation);
        this.registry = registry;
        this.version = version;
        this.thread = new Thread(null, this, "fusebox-micrometer", 0, false);
    }

    /**
     * Begins to look for Micrometer.
     *
     * @param version of Fusebox
     */
    public static MicrometerBinding start(Instrumentation instrumentation, Registry registry, String version) {
        MicrometerBinding binding = new MicrometerBinding(instrumentation, registry, version);
        binding.classes.begin();
        binding.thread.setDaemon(true);
        binding.thread.setContextClassLoader(null);
        binding.thread.start();
        return binding;
    }

    /** Takes all meters away; waits a moment for it. */
    public void end() {
        asked.countDown();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        // Micrometer and its filters may lead through guarded methods.
        var unused = OwnCalls.begin();
        boolean goesOn = true;
        while (goesOn) {
            try {
                look();
                goesOn = !asked.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                // Nobody but the program would: it does not know what this thread is.
            } catch (Throwable fault) {
                registry.faults().report("binding meters to Micrometer", fault);
                goesOn = !isAsked();
            }
        }
        classes.end();
        for (BoundRegistry one : bound) {
            try {
                one.end();
            } catch (Throwable fault) {
                registry.faults().report("taking meters from Micrometer", fault);
            }
        }
    }

    /** After a fault: a moment later, as otherwise. */
    private boolean isAsked() {
        try {
            return asked.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void look() {
        takeUp();
        bound.removeIf(BoundRegistry::isGone);
        if (!bound.isEmpty()) {
            List<Breaker> present = registry.all();
            for (BoundRegistry one : bound) {
                if (one.isHopeful()) {
                    follow(one, present);
                }
            }
        }
    }

    private void follow(BoundRegistry one, List<Breaker> present) {
        try {
            one.follow(present);
        } catch (Throwable fault) {
            one.noteFailure();
            registry.faults().report("binding meters to Micrometer", fault);
        }
    }

    /** A method of its own: no frame that lasts may hold a class of the application. */
    private void takeUp() {
        for (Class<?> metrics : classes.initialised()) {
            boolean isKnown = false;
            for (Iterator<BoundRegistry> all = bound.iterator(); all.hasNext() && !isKnown; ) {
                isKnown = all.next().isOf(metrics);
            }
            if (!isKnown) {
                bound.add(new BoundRegistry(registry, version, metrics));
            }
        }
    }
}
