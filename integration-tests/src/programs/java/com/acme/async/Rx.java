package com.acme.async;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.reactivex.rxjava3.subjects.MaybeSubject;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Calls that are subscriptions to RxJava's own types. */
public final class Rx {

    private Rx() {}

    static Single<Answer> single(SingleSubject<Answer> source) {
        return source;
    }

    static Maybe<Answer> maybe(MaybeSubject<Answer> source) {
        return source;
    }

    static Completable completable(CompletableSubject source) {
        return source;
    }

    static Observable<Answer> observable(PublishSubject<Answer> source) {
        return source;
    }

    public static Call ofSingle() {
        SingleSubject<Answer> source = SingleSubject.create();
        Outcome outcome = new Outcome();
        Disposable subscription = single(source).subscribe(outcome::value, outcome::failure);
        return new Of(subscription, outcome, source::onSuccess, source::onError, () -> !source.hasObservers());
    }

    public static Call ofMaybe() {
        MaybeSubject<Answer> source = MaybeSubject.create();
        Outcome outcome = new Outcome();
        Disposable subscription = maybe(source).subscribe(outcome::value, outcome::failure);
        return new Of(subscription, outcome, source::onSuccess, source::onError, () -> !source.hasObservers());
    }

    public static Call ofCompletable() {
        CompletableSubject source = CompletableSubject.create();
        Outcome outcome = new Outcome();
        Disposable subscription = completable(source).subscribe(() -> outcome.value(null), outcome::failure);
        // It has no result that could be bad; a service that answers so fails.
        Consumer<Answer> succeed = answer -> {
            if (answer.status() < 500) {
                source.onComplete();
            } else {
                source.onError(new IllegalStateException());
            }
        };
        return new Of(subscription, outcome, succeed, source::onError, () -> !source.hasObservers());
    }

    public static Call ofObservable() {
        PublishSubject<Answer> source = PublishSubject.create();
        Outcome outcome = new Outcome();
        Disposable subscription = observable(source).subscribe(outcome::value, outcome::failure);
        Consumer<Answer> succeed = answer -> {
            source.onNext(answer);
            source.onComplete();
        };
        return new Of(subscription, outcome, succeed, source::onError, () -> !source.hasObservers());
    }

    private record Of(
            Disposable subscription,
            Outcome noted,
            Consumer<Answer> succeeding,
            Consumer<RuntimeException> failing,
            BooleanSupplier leftAlone)
            implements Call {

        @Override
        public void succeed(Answer answer) {
            succeeding.accept(answer);
        }

        @Override
        public void fail(RuntimeException failure) {
            failing.accept(failure);
        }

        @Override
        public void cancel() {
            subscription.dispose();
        }

        @Override
        public boolean sourceCancelled() {
            return leftAlone.getAsBoolean();
        }

        @Override
        public String outcome() {
            return noted.toString();
        }
    }
}
