package com.acme.async;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is particular to publishers: they are called when they are subscribed to, as often as that happens. */
public final class Subscriptions {

    private final AtomicInteger attempts = new AtomicInteger();

    Mono<String> lazy() {
        return Mono.just("value");
    }

    Mono<String> flaky() {
        return Mono.defer(() -> attempts.incrementAndGet() % 3 == 0
                ? Mono.just("value")
                : Mono.error(new IllegalStateException("attempt " + attempts.get())));
    }

    Mono<String> outer() {
        return inner().map(text -> text + " by inner");
    }

    Mono<String> inner() {
        return Mono.just("value");
    }

    Mono<String> contextual() {
        return Mono.deferContextual(context -> Mono.just("saw " + context.get("user")));
    }

    Flux<Integer> many() {
        return Flux.range(1, 1000).log("many", java.util.logging.Level.OFF);
    }

    Mono<String> broken() {
        throw new IllegalStateException("cannot even make one");
    }

    /** A line on each, after the counts that the caller reads in between. */
    public void made() {
        var unused = lazy();
    }

    public String subscribedTwice() {
        Mono<String> mono = lazy();
        return mono.block() + " " + mono.block();
    }

    public String retried() {
        return flaky().retry(2).block();
    }

    public String nested() {
        return outer().block();
    }

    public String withContext() {
        return contextual()
                .contextWrite(context -> context.put("user", "alice"))
                .block();
    }

    public String inPieces() {
        AtomicInteger sum = new AtomicInteger();
        many().limitRate(7).doOnNext(sum::addAndGet).blockLast();
        return "sum " + sum;
    }

    public String takenInPart() {
        return "last " + many().take(3).blockLast();
    }

    public String failedToMake() {
        try {
            return "made " + broken();
        } catch (IllegalStateException thrown) {
            return thrown.getMessage();
        }
    }
}
