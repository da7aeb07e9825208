package io.fusebox.benchmarks;

import com.acme.Service;
import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call that succeeds, through a breaker that is CLOSED; with two threads they share the breaker. */
@State(Scope.Benchmark)
public class Closed {
    private final Service service = new Service();
    private final CircuitBreaker resilience4j = Peers.resilience4j();
    private final FailsafeExecutor<Integer> failsafe = Peers.failsafe();
    private final Supplier<Integer> supplier = service::bare;

    @Setup
    public void rules() {
        Peers.sentinel("closed");
    }

    @Benchmark
    public int bare() {
        return service.bare();
    }

    @Benchmark
    public int fusebox() {
        return service.closed();
    }

    @Benchmark
    public int resilience4j() {
        return resilience4j.executeSupplier(supplier);
    }

    @Benchmark
    public int failsafe() {
        return failsafe.get(service::bare);
    }

    @Benchmark
    public int sentinel() throws BlockException {
        Entry entry = SphU.entry("closed");
        try {
            return service.bare();
        } finally {
            entry.exit();
        }
    }
}
