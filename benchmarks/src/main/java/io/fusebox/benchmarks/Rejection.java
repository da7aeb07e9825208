package io.fusebox.benchmarks;

import com.acme.Service;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call that is rejected, its exception caught; without stack traces where that can be said. */
@State(Scope.Benchmark)
public class Rejection {
    private final Service service = new Service();
    private final CircuitBreaker resilience4j = Peers.resilience4jOpen();
    private final FailsafeExecutor<Integer> failsafe = Peers.failsafeOpen();
    private final Supplier<Integer> supplier = service::bare;

    @Setup
    public void open() {
        try {
            service.open(true);
        } catch (IllegalStateException expected) {
            // Now the breaker is open.
        }
        Object answer = fusebox();
        if (!(answer instanceof RuntimeException) || answer == Service.FAILURE) {
            throw new IllegalStateException("not rejected: " + answer);
        }
    }

    @Benchmark
    public Object fusebox() {
        try {
            return service.open(false);
        } catch (RuntimeException rejection) {
            return rejection;
        }
    }

    @Benchmark
    public Object resilience4j() {
        try {
            return resilience4j.executeSupplier(supplier);
        } catch (RuntimeException rejection) {
            return rejection;
        }
    }

    @Benchmark
    public Object failsafe() {
        try {
            return failsafe.get(service::bare);
        } catch (RuntimeException rejection) {
            return rejection;
        }
    }
}
