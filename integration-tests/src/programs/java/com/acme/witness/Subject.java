package com.acme.witness;

import com.google.common.util.concurrent.ForwardingListenableFuture.SimpleForwardingListenableFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.reactivex.rxjava3.core.Single;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import reactor.core.publisher.Mono;

/** Guarded methods; the types around them lead past the witness whatever Fusebox asks of them. */
public final class Subject {

    /** Whether it is Fusebox that assembles publishers now, rather than the program. */
    static volatile boolean returned;

    private Subject() {}

    static String keyed(Key key) {
        return key.toString();
    }

    static Answer checked() {
        return new Answer();
    }

    static void failing() {
        throw new Failure();
    }

    static void refused() throws IOException {
        throw new IOException("down");
    }

    static String answered(boolean fails) {
        if (fails) {
            throw new IllegalStateException("down");
        }
        return "fresh";
    }

    private static String stale(boolean fails) {
        Witness.sees("method called instead");
        return "stale";
    }

    static Stage stage() {
        return new Stage();
    }

    static CompletableFuture<String> plain() {
        return new CompletableFuture<>();
    }

    static ListenableFuture<String> future() {
        return new Future();
    }

    static Mono<String> mono() {
        Mono<String> mono = Mono.just("mono");
        returned = true;
        return mono;
    }

    static Single<String> single() {
        Single<String> single = Single.just("single");
        returned = true;
        return single;
    }

    static Object suspended(Continuation<? super String> completion) {
        return "suspended";
    }

    /** Its name is the key. */
    static final class Key {
        Name name() {
            Witness.sees("key");
            return new Name();
        }
    }

    static final class Name {
        @Override
        public String toString() {
            Witness.sees("text of a key");
            return "name";
        }
    }

    static final class Answer {
        boolean isBad() {
            Witness.sees("condition");
            return false;
        }
    }

    static final class Failure extends CompletionException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            Witness.sees("message");
            return "failed";
        }

        @Override
        public synchronized Throwable getCause() {
            Witness.sees("cause");
            return null;
        }
    }

    /** What a rejection is thrown as. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused() {
            Witness.sees("constructor");
        }

        @Override
        public synchronized Throwable initCause(Throwable cause) {
            Witness.sees("initCause");
            return super.initCause(cause);
        }
    }

    static final class Stage extends CompletableFuture<String> {
        @Override
        public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> told) {
            Witness.sees("whenComplete");
            return super.whenComplete(told);
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            Witness.sees("newIncompleteFuture");
            return super.newIncompleteFuture();
        }

        @Override
        public boolean isDone() {
            Witness.sees("isDone");
            return super.isDone();
        }
    }

    static final class Future extends SimpleForwardingListenableFuture<String> {
        Future() {
            super(Futures.immediateFuture("future"));
        }

        @Override
        public void addListener(Runnable listener, Executor executor) {
            Witness.sees("addListener");
            super.addListener(listener, executor);
        }

        @Override
        public String get() throws InterruptedException, java.util.concurrent.ExecutionException {
            Witness.sees("get");
            return super.get();
        }
    }

    static final class Completion implements Continuation<String> {
        @Override
        public CoroutineContext getContext() {
            Witness.sees("context");
            return EmptyCoroutineContext.INSTANCE;
        }

        @Override
        public void resumeWith(Object result) {}
    }
}
