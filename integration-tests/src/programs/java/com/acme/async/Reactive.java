package com.acme.async;

import io.reactivex.rxjava3.core.Flowable;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls that are subscriptions to a publisher of Reactive Streams, in the shapes that libraries give it. */
public final class Reactive {

    private Reactive() {}

    static Publisher<Answer> publisher(Publisher<Answer> source) {
        return source;
    }

    static Mono<Answer> mono(Publisher<Answer> source) {
        return Mono.fromDirect(source);
    }

    static Flux<Answer> flux(Publisher<Answer> source) {
        return Flux.from(source);
    }

    static Flowable<Answer> flowable(Publisher<Answer> source) {
        return Flowable.fromPublisher(source);
    }

    static Flow.Publisher<Answer> flow(Publisher<Answer> source) {
        return FlowAdapters.toFlowPublisher(source);
    }

    public static Call ofPublisher() {
        Source source = new Source();
        return new OfPublisher(source, publisher(source));
    }

    public static Call ofMono() {
        Source source = new Source();
        return new OfPublisher(source, mono(source));
    }

    public static Call ofFlux() {
        Source source = new Source();
        return new OfPublisher(source, flux(source));
    }

    public static Call ofFlowable() {
        Source source = new Source();
        return new OfPublisher(source, flowable(source));
    }

    public static Call ofFlow() {
        Source source = new Source();
        return new OfPublisher(source, FlowAdapters.toPublisher(flow(source)));
    }

    /** Emits at most one answer, when told to. */
    static final class Source implements Publisher<Answer>, Subscription {

        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile Subscriber<? super Answer> subscriber;
        private volatile boolean cancelled;

        @Override
        public void subscribe(Subscriber<? super Answer> to) {
            subscriber = to;
            to.onSubscribe(this);
        }

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            cancelled = true;
        }

        void succeed(Answer answer) {
            if (subscriber != null && ended.compareAndSet(false, true)) {
                subscriber.onNext(answer);
                subscriber.onComplete();
            }
        }

        void fail(RuntimeException failure) {
            if (subscriber != null && ended.compareAndSet(false, true)) {
                subscriber.onError(failure);
            }
        }
    }

    private static final class OfPublisher implements Call, Subscriber<Answer> {

        private final Source source;
        private final Outcome noted = new Outcome();
        private volatile Subscription subscription;

        OfPublisher(Source source, Publisher<Answer> returned) {
            this.source = source;
            returned.subscribe(this);
        }

        @Override
        public void onSubscribe(Subscription to) {
            subscription = to;
            to.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Answer answer) {
            noted.value(answer);
        }

        @Override
        public void onError(Throwable failure) {
            noted.failure(failure);
        }

        @Override
        public void onComplete() {}

        @Override
        public void succeed(Answer answer) {
            source.succeed(answer);
        }

        @Override
        public void fail(RuntimeException failure) {
            source.fail(failure);
        }

        @Override
        public void cancel() {
            subscription.cancel();
        }

        @Override
        public boolean sourceCancelled() {
            return source.cancelled;
        }

        @Override
        public String outcome() {
            return noted.toString();
        }
    }
}
