package com.acme;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Publishers that end with an element, without one, or because their consumers have what they wanted. */
public final class Elements {

    private static Flux<Integer> numbers = Flux.range(1, 1000);

    private Elements() {}

    static Mono<Integer> mono(Mono<Integer> source) {
        return source;
    }

    static Flux<Integer> flux() {
        return numbers;
    }

    static Flowable<Integer> flowable() {
        return Flowable.range(1, 1000);
    }

    static Observable<Integer> observable() {
        return Observable.range(1, 1000);
    }

    static Maybe<Integer> maybe(Maybe<Integer> source) {
        return source;
    }

    static Single<Integer> single() {
        return Single.just(1);
    }

    static Completable completable() {
        return Completable.complete();
    }

    static Mono<Integer> timed() {
        return Mono.just(1).delayElement(Duration.ofMillis(20));
    }

    static Flux<Integer> listing() {
        return Flux.range(1, 3).map(Elements::load);
    }

    static Integer load(Integer number) {
        return number;
    }

    public static void main(String[] arguments) throws Exception {
        monos();
        fluxes();
        elementsThatAreCalls();
        ofRx();
        Counts timed = new Counts("timed");
        timed().doOnNext(element -> LockSupport.parkNanos(1_500_000_000L)).block();
        timed.when(0);
        System.out.println(
                "its consumer is slow: " + timed.number("TotalSlowCount") + " of " + timed.number("TotalSuccessCount"));
        Console.ask("done");
        System.exit(0);
    }

    private static void monos() throws Exception {
        Counts counts = new Counts("mono");
        Sinks.One<Integer> never = Sinks.one();
        mono(never.asMono()).subscribe().dispose();
        say("mono given up", counts);
        mono(Mono.empty()).block();
        say("mono empty", counts);
        mono(Mono.just(17)).block();
        say("mono bad", counts);
        mono(Mono.just(1))
                .doOnNext(element -> say("mono while its element is consumed", counts))
                .block();
        counts.operate("transitionToHalfOpen");
        Integer chained = mono(Mono.just(1))
                .flatMap(element -> mono(Mono.just(2)))
                .onErrorReturn(-1)
                .block();
        say("mono chained to a probe came to " + chained, counts);
    }

    private static void fluxes() throws Exception {
        Counts counts = new Counts("flux");
        numbers = Flux.error(new IllegalStateException());
        for (int i = 0; i < 2; i++) {
            flux().onErrorComplete().blockLast();
        }
        numbers = Flux.range(1, 1000);
        flux().next().block();
        say("flux next clears a run of errors, " + counts.get("ConsecutiveErrorCount") + " left", counts);
        flux().take(1).blockLast();
        flux().take(3).blockLast();
        flux().blockFirst();
        flux().elementAt(4).block();
        say("flux taken from four times", counts);
        flux().takeUntilOther(Mono.empty()).blockLast();
        say("flux not taken from", counts);
        flux().skip(15).takeUntil(element -> element == 17).blockLast();
        flux().skip(15).take(5).blockLast();
        say("flux with a bad element, given up later", counts);
        numbers = Flux.empty();
        flux().blockLast();
        say("flux empty", counts);
        numbers = Flux.range(1, 1000);
        counts.operate("transitionToHalfOpen");
        flux().next().block();
        flux().blockFirst();
        say("flux probed", counts);
    }

    private static void elementsThatAreCalls() throws Exception {
        Counts counts = new Counts("listing");
        listing().doOnNext(Elements::load).blockLast();
        say("the listing, and what its consumer called", counts);
        counts.operate("transitionToHalfOpen");
        Integer last = listing().onErrorReturn(-1).blockLast();
        say("the listing as a probe came to " + last, counts);
    }

    private static void ofRx() throws Exception {
        Counts counts = new Counts("flowable");
        flowable().firstElement().blockingGet();
        flowable().first(0).blockingGet();
        flowable().firstOrError().blockingGet();
        flowable().blockingFirst();
        flowable().take(2).blockingLast();
        say("flowable taken from five times", counts);
        counts = new Counts("observable");
        observable().firstElement().blockingGet();
        observable().first(0).blockingGet();
        observable().blockingFirst();
        observable().take(2).blockingLast();
        say("observable taken from four times", counts);
        counts = new Counts("maybe");
        maybe(Maybe.just(1)).blockingGet();
        maybe(Maybe.empty()).blockingGet();
        maybe(Maybe.<Integer>never()).subscribe().dispose();
        say("maybe good, empty and given up", counts);
        counts = new Counts("single");
        Counts ofSingle = counts;
        single().doOnSuccess(element -> say("single while its value is consumed", ofSingle))
                .blockingGet();
        counts = new Counts("completable");
        completable().blockingAwait();
        say("completable", counts);
    }

    private static void say(String what, Counts counts) {
        System.out.println(what + ": " + counts.when(0));
    }
}
