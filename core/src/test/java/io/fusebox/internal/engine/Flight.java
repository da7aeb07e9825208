package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.internal.registry.Breaker;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** An asynchronous call in flight: it goes on while other calls come and go. */
public final class Flight {
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    public Flight(Breaker breaker) {
        assertThat(breaker.callAsync(() -> stage)).isSameAs(stage);
    }

    /** From a call that this thread is in, and leaves. */
    public Flight(CallGate gate, Permit permit) {
        Permit left = gate.detach(permit);
        var unused = stage.whenComplete((result, thrown) -> gate.end(left, thrown));
    }

    public void end(Outcome outcome) {
        boolean ended =
                switch (outcome) {
                    case SUCCESS -> stage.complete("ok");
                    case ERROR -> stage.completeExceptionally(new IOException("refused"));
                    case IGNORED -> stage.completeExceptionally(new IllegalArgumentException("no such account"));
                    case CANCELLED -> stage.cancel(false);
                };
        assertThat(ended).isTrue();
    }
}
