package io.fusebox.benchmarks;

import com.acme.Service;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call whose result comes after the method has returned: a future that is completed then. */
@State(Scope.Benchmark)
public class Later {
    private final Service service = new Service();
    private final CircuitBreaker resilience4j = Peers.resilience4j();
    private final Supplier<CompletionStage<Integer>> supplier = service::bareLater;
    private final Integer answer = 42;

    @Benchmark
    public CompletableFuture<Integer> bare() {
        CompletableFuture<Integer> future = service.bareLater();
        future.complete(answer);
        return future;
    }

    @Benchmark
    public CompletableFuture<Integer> fusebox() {
        CompletableFuture<Integer> future = service.later();
        future.complete(answer);
        return future;
    }

    @Benchmark
    public CompletionStage<Integer> resilience4j() {
        CompletionStage<Integer> stage = resilience4j.executeCompletionStage(supplier);
        service.last().complete(answer);
        return stage;
    }
}
