package io.fusebox.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One reading of the clock: a call that needs one cannot take less, whoever guards it. */
@State(Scope.Benchmark)
public class Clock {
    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }
}
