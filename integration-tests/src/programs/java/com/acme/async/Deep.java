package com.acme.async;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Mono;

/** Calls that outlast their methods, made where there is perhaps no stack left for them. */
public final class Deep {

    private static final Answer ANSWER = new Answer(200);
    private static final CompletableFuture<Answer> DONE = CompletableFuture.completedFuture(ANSWER);
    private static final ListenableFuture<Answer> GUAVA_DONE = Futures.immediateFuture(ANSWER);

    /** One call of each kind; what it waits for is completed when there is room again. */
    public static final Map<String, Deep> KINDS = Map.of(
            "future", new Deep(0),
            "done", new Deep(1),
            "plain", new Deep(2),
            "guava", new Deep(3),
            "guavaDone", new Deep(4),
            "publisher", new Deep(5),
            "mono", new Deep(6),
            "suspended", new Deep(7),
            "checked", new Deep(8));

    private final int kind;
    private final List<Object> sources = new ArrayList<>();

    private Deep(int kind) {
        this.kind = kind;
    }

    static CompletableFuture<Answer> future(CompletableFuture<Answer> source) {
        return source;
    }

    static CompletableFuture<Answer> done() {
        return DONE;
    }

    static Future<Answer> plain() {
        return new java.util.concurrent.FutureTask<>(() -> ANSWER);
    }

    static ListenableFuture<Answer> guava(SettableFuture<Answer> source) {
        return source;
    }

    static ListenableFuture<Answer> guavaDone() {
        return GUAVA_DONE;
    }

    static Publisher<Answer> publisher(Source source) {
        return source;
    }

    static Mono<Answer> mono(Source source) {
        return Mono.fromDirect(source);
    }

    static Object suspended(Waiting source, Continuation<? super Answer> completion) {
        source.continuation = completion;
        return kotlin.coroutines.intrinsics.IntrinsicsKt.getCOROUTINE_SUSPENDED();
    }

    /** Its result is a bad one. */
    static Answer checked() {
        return ANSWER;
    }

    /** A call. */
    public void call() {
        switch (kind) {
            case 0 -> {
                CompletableFuture<Answer> source = new CompletableFuture<>();
                sources.add(source);
                future(source);
            }
            case 1 -> done();
            case 2 -> plain();
            case 3 -> {
                SettableFuture<Answer> source = SettableFuture.create();
                sources.add(source);
                guava(source);
            }
            case 4 -> guavaDone();
            case 5 -> {
                Source source = new Source();
                sources.add(source);
                publisher(source).subscribe(new Ear());
            }
            case 6 -> {
                Source source = new Source();
                sources.add(source);
                mono(source).subscribe(new Ear());
            }
            case 7 -> {
                Waiting source = new Waiting();
                sources.add(source);
                suspended(source, source);
            }
            default -> checked();
        }
    }

    /** Completes what was not completed yet. */
    @SuppressWarnings("unchecked")
    public void complete() {
        for (Object source : sources) {
            if (source instanceof CompletableFuture<?> future) {
                ((CompletableFuture<Answer>) future).complete(ANSWER);
            } else if (source instanceof SettableFuture<?> future) {
                ((SettableFuture<Answer>) future).set(ANSWER);
            } else if (source instanceof Source publisher) {
                publisher.succeed();
            } else if (source instanceof Waiting waiting && waiting.continuation != null) {
                waiting.continuation.resumeWith(ANSWER);
            }
        }
        sources.clear();
    }

    private static final class Source implements Publisher<Answer>, Subscription {
        private Subscriber<? super Answer> subscriber;

        @Override
        public void subscribe(Subscriber<? super Answer> to) {
            subscriber = to;
            to.onSubscribe(this);
        }

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}

        void succeed() {
            if (subscriber != null) {
                subscriber.onNext(ANSWER);
                subscriber.onComplete();
            }
        }
    }

    private static final class Ear implements Subscriber<Answer> {
        @Override
        public void onSubscribe(Subscription subscription) {}

        @Override
        public void onNext(Answer answer) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private static final class Waiting implements Continuation<Answer> {
        private Continuation<? super Answer> continuation;

        @Override
        public CoroutineContext getContext() {
            return EmptyCoroutineContext.INSTANCE;
        }

        @Override
        public void resumeWith(Object result) {}
    }
}
