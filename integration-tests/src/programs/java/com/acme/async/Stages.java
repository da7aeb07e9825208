package com.acme.async;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Calls that end when a future does. */
public final class Stages {

    private Stages() {}

    static CompletableFuture<Answer> future(CompletableFuture<Answer> source) {
        return source;
    }

    static CompletionStage<Answer> stage(CompletionStage<Answer> source) {
        return source;
    }

    static Own own(Own source) {
        return source;
    }

    static Future<Answer> plain(Future<Answer> source) {
        return source;
    }

    static ListenableFuture<Answer> guava(ListenableFuture<Answer> source) {
        return source;
    }

    /** A subtype that only its own type will do for. */
    public static final class Own extends CompletableFuture<Answer> {}

    public static Call ofFuture() {
        CompletableFuture<Answer> source = new CompletableFuture<>();
        return new OfStage(source, future(source));
    }

    public static Call ofStage() {
        CompletableFuture<Answer> source = new CompletableFuture<>();
        return new OfStage(source, (CompletableFuture<Answer>) stage(source));
    }

    public static Call ofOwn() {
        Own source = new Own();
        try {
            return new OfStage(source, own(source));
        } catch (RuntimeException rejected) {
            return new OfStage(source, CompletableFuture.failedFuture(rejected));
        }
    }

    public static Call ofPlain() {
        CompletableFuture<Answer> source = new CompletableFuture<>();
        try {
            return new OfStage(source, (CompletableFuture<Answer>) plain(source));
        } catch (RuntimeException rejected) {
            return new OfStage(source, CompletableFuture.failedFuture(rejected));
        }
    }

    public static Call ofGuava() {
        return new OfGuava();
    }

    private record OfStage(CompletableFuture<Answer> source, CompletableFuture<Answer> returned, Outcome noted)
            implements Call, BiConsumer<Answer, Throwable> {

        OfStage(CompletableFuture<Answer> source, CompletableFuture<Answer> returned) {
            this(source, returned, new Outcome());
            returned.whenComplete(this);
            if (source != returned && !returned.isCompletedExceptionally()) {
                throw new IllegalStateException("another object was returned");
            }
        }

        @Override
        public void accept(Answer answer, Throwable failure) {
            if (failure == null) {
                noted.value(answer);
            } else {
                noted.failure(failure);
            }
        }

        @Override
        public void succeed(Answer answer) {
            source.complete(answer);
        }

        @Override
        public void fail(RuntimeException failure) {
            source.completeExceptionally(failure);
        }

        @Override
        public void cancel() {
            returned.cancel(false);
        }

        @Override
        public boolean sourceCancelled() {
            return source.isCancelled();
        }

        @Override
        public String outcome() {
            return noted.toString();
        }
    }

    private static final class OfGuava implements Call {

        private final SettableFuture<Answer> source = SettableFuture.create();
        private final Outcome noted = new Outcome();

        OfGuava() {
            try {
                ListenableFuture<Answer> returned = guava(source);
                if (returned != source) {
                    throw new AssertionError("another object was returned");
                }
                source.addListener(this::ended, MoreExecutors.directExecutor());
            } catch (RuntimeException rejected) {
                noted.failure(rejected);
            }
        }

        private void ended() {
            try {
                noted.value(source.get());
            } catch (Exception failure) {
                noted.failure(failure);
            }
        }

        @Override
        public void succeed(Answer answer) {
            source.set(answer);
        }

        @Override
        public void fail(RuntimeException failure) {
            source.setException(failure);
        }

        @Override
        public void cancel() {
            source.cancel(true);
        }

        @Override
        public boolean sourceCancelled() {
            return source.isCancelled();
        }

        @Override
        public String outcome() {
            return noted.toString();
        }
    }
}
