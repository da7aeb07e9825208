package io.fusebox.benchmarks;

import com.acme.Service;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call that succeeds, through the breaker of its key: one of 100, each as often as the others. */
@State(Scope.Thread)
public class Keyed {
    private static final int KEYS = 100;

    private final Service service = new Service();
    private final String[] keys = new String[KEYS];
    private int next;

    public Keyed() {
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "api" + i + ".acme.com";
        }
    }

    private String key() {
        int at = next;
        next = at + 1 == KEYS ? 0 : at + 1;
        return keys[at];
    }

    @Benchmark
    public int bare() {
        return service.unkeyed(key());
    }

    @Benchmark
    public int fusebox() {
        return service.keyed(key());
    }
}
