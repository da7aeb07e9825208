package io.fusebox.benchmarks;

import com.acme.Service;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call that succeeds, its outcome kept in a window: of 100 calls, and of 10 seconds with the time it took. */
@State(Scope.Benchmark)
public class Rates {
    private final Service service = new Service();
    private final CircuitBreaker counts = Peers.resilience4j();
    private final CircuitBreaker times = Peers.resilience4jTimed();
    private final Supplier<Integer> supplier = service::bare;

    @Benchmark
    public int errorsFusebox() {
        return service.rated();
    }

    @Benchmark
    public int errorsResilience4j() {
        return counts.executeSupplier(supplier);
    }

    @Benchmark
    public int slowFusebox() {
        return service.timed();
    }

    @Benchmark
    public int slowResilience4j() {
        return times.executeSupplier(supplier);
    }
}
