package io.fusebox.benchmarks;

import com.acme.Service;
import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call that fails, through a breaker that stays CLOSED; the exception is always the same one. */
@State(Scope.Benchmark)
public class Failure {
    private final Service service = new Service();
    private final CircuitBreaker resilience4j = Peers.resilience4j();
    private final FailsafeExecutor<Integer> failsafe = Peers.failsafe();
    private final Supplier<Integer> supplier = service::mostlyFails;

    @Setup
    public void rules() {
        Peers.sentinel("failing");
    }

    @Benchmark
    public Object bare() {
        try {
            return service.mostlyFails();
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    @Benchmark
    public Object fusebox() {
        try {
            return service.failing();
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    @Benchmark
    public Object resilience4j() {
        try {
            return resilience4j.executeSupplier(supplier);
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    @Benchmark
    public Object failsafe() {
        try {
            return failsafe.get(service::mostlyFails);
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    @Benchmark
    public Object sentinel() throws BlockException {
        Entry entry = SphU.entry("failing");
        try {
            return service.mostlyFails();
        } catch (RuntimeException failure) {
            Tracer.traceEntry(failure, entry);
            return failure;
        } finally {
            entry.exit();
        }
    }
}
