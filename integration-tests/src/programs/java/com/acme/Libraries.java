package com.acme;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Uses the libraries that Fusebox itself uses to guard a publisher; also while the JVM goes down. */
public final class Libraries {

    private Libraries() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("at the end " + useAll())));
        Console.ask("used " + useAll());
    }

    private static String useAll() {
        return Flux.from(Flux.range(1, 3)).count().block()
                + " " + Mono.from(Mono.just(1)).block()
                + " " + Flux.range(1, 3).map(i -> i + 1).count().block()
                + " " + Flowable.fromPublisher(Flowable.range(1, 3)).count().blockingGet()
                + " " + Single.just(1).map(i -> i + 1).blockingGet()
                + " " + Observable.range(1, 3).map(i -> i + 1).count().blockingGet()
                + " " + acrossThreads()
                + " "
                + CompletableFuture.supplyAsync(() -> 7)
                        .thenCompose(CompletableFuture::completedFuture)
                        .join();
    }

    private static Long acrossThreads() {
        return Flux.range(1, 5)
                .flatMap(i -> Mono.just(i).subscribeOn(Schedulers.parallel()).delayElement(Duration.ofMillis(1)))
                .retry(2)
                .count()
                .block();
    }
}
