package com.acme;

import java.util.concurrent.Flow;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** A publisher of two libraries at once, and what its caller takes it for. */
public final class TwoPublishers {

    private TwoPublishers() {}

    /** Fails whoever subscribes. */
    static final class Both implements Publisher<String>, Flow.Publisher<String> {
        @Override
        public void subscribe(Subscriber<? super String> subscriber) {
            throw new IllegalStateException("not that one");
        }

        @Override
        public void subscribe(Flow.Subscriber<? super String> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    subscriber.onError(new IllegalStateException("down"));
                }

                @Override
                public void cancel() {}
            });
        }
    }

    static Flow.Publisher<String> flow() {
        return new Both();
    }

    public static void main(String[] arguments) {
        for (int i = 0; i < 3; i++) {
            Flow.Publisher<String> flow = flow();
            flow.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(1);
                }

                @Override
                public void onNext(String item) {
                    System.out.println(item);
                }

                @Override
                public void onError(Throwable thrown) {
                    System.out.println(thrown.getClass().getSimpleName());
                }

                @Override
                public void onComplete() {
                    System.out.println("complete");
                }
            });
        }
        Console.ask("done");
    }
}
