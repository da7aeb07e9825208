package com.acme.async;

import java.util.concurrent.CompletableFuture;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CancellableContinuationImpl;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.SupervisorKt;
import kotlinx.coroutines.YieldKt;

/** Calls of suspend functions, as Kotlin's compiler would make them. */
@SuppressWarnings("unchecked")
public final class Coroutines {

    private static final CoroutineScope SCOPE = CoroutineScopeKt.CoroutineScope(Dispatchers.getDefault());

    private Coroutines() {}

    /** {@code suspend fun waiting(source: Source): Answer = suspendCancellableCoroutine { source.waiting = it }}. */
    static Object waiting(Source source, Continuation<? super Answer> completion) {
        CancellableContinuationImpl<Answer> waiting =
                new CancellableContinuationImpl<>(IntrinsicsKt.intercepted((Continuation<Answer>) completion), 1);
        waiting.initCancellability();
        source.waiting.complete(waiting);
        return waiting.getResult();
    }

    /** {@code suspend fun stepping(source: Source): Answer { yield(); val answer = wait(source); return answer }}. */
    static Object stepping(Source source, Continuation<? super Answer> completion) {
        Stepping state;
        if (completion instanceof Stepping own && (own.label & Integer.MIN_VALUE) != 0) {
            own.label -= Integer.MIN_VALUE;
            state = own;
        } else {
            state = new Stepping((Continuation<Answer>) completion);
        }
        Object suspended = IntrinsicsKt.getCOROUTINE_SUSPENDED();
        switch (state.label) {
            case 0 -> {
                ResultKt.throwOnFailure(state.result);
                state.source = source;
                state.label = 1;
                if (YieldKt.yield(state) == suspended) {
                    return suspended;
                }
            }
            case 1 -> ResultKt.throwOnFailure(state.result);
            case 2 -> {
                ResultKt.throwOnFailure(state.result);
                return state.result;
            }
            default -> throw new IllegalStateException("call to 'resume' before 'invoke' with coroutine");
        }
        state.label = 2;
        return inner(state.source, state);
    }

    private static Object inner(Source source, Continuation<? super Answer> completion) {
        CancellableContinuationImpl<Answer> waiting =
                new CancellableContinuationImpl<>(IntrinsicsKt.intercepted((Continuation<Answer>) completion), 1);
        waiting.initCancellability();
        source.waiting.complete(waiting);
        return waiting.getResult();
    }

    static final class Stepping extends ContinuationImpl {
        int label;
        Object result;
        Source source;

        Stepping(Continuation<Answer> completion) {
            super((Continuation<Object>) (Continuation<?>) completion);
        }

        @Override
        protected Object invokeSuspend(Object resumed) {
            result = resumed;
            label |= Integer.MIN_VALUE;
            return stepping(null, (Continuation<Answer>) (Continuation<?>) this);
        }
    }

    static final class Source {
        final CompletableFuture<CancellableContinuationImpl<Answer>> waiting = new CompletableFuture<>();
    }

    public static Call ofWaiting() {
        Source source = new Source();
        return new Of(source, start((scope, completion) -> waiting(source, completion)));
    }

    public static Call ofStepping() {
        Source source = new Source();
        return new Of(source, start((scope, completion) -> stepping(source, completion)));
    }

    /** A call by somebody who has no dispatcher. */
    public static String direct() {
        Source source = new Source();
        Outcome outcome = new Outcome();
        Object suspended = waiting(source, new Continuation<>() {
            @Override
            public CoroutineContext getContext() {
                return EmptyCoroutineContext.INSTANCE;
            }

            @Override
            public void resumeWith(Object result) {
                outcome.value((Answer) result);
            }
        });
        source.waiting.join().resumeWith(new Answer(200));
        return suspended == IntrinsicsKt.getCOROUTINE_SUSPENDED() ? outcome.toString() : "did not suspend";
    }

    private static Deferred<Answer> start(Function2<CoroutineScope, Continuation<? super Answer>, Object> body) {
        CoroutineScope scope =
                CoroutineScopeKt.CoroutineScope(SCOPE.getCoroutineContext().plus(SupervisorKt.SupervisorJob(null)));
        return BuildersKt.async(scope, EmptyCoroutineContext.INSTANCE, CoroutineStart.UNDISPATCHED, body);
    }

    private record Of(Source source, Deferred<Answer> returned) implements Call {

        /** Waits until the function waits, or has ended. */
        private CancellableContinuationImpl<Answer> waiting() {
            while (!source.waiting.isDone() && !returned.isCompleted()) {
                Thread.onSpinWait();
            }
            return source.waiting.getNow(null);
        }

        @Override
        public void succeed(Answer answer) {
            CancellableContinuationImpl<Answer> waiting = waiting();
            if (waiting != null) {
                waiting.resumeWith(answer);
            }
        }

        @Override
        public void fail(RuntimeException failure) {
            CancellableContinuationImpl<Answer> waiting = waiting();
            if (waiting != null) {
                waiting.resumeWith(ResultKt.createFailure(failure));
            }
        }

        @Override
        public void cancel() {
            waiting();
            returned.cancel(null);
        }

        @Override
        public boolean sourceCancelled() {
            CancellableContinuationImpl<Answer> waiting = waiting();
            return waiting != null && waiting.isCancelled();
        }

        @Override
        public String outcome() {
            if (!returned.isCompleted()) {
                return "nothing";
            }
            Throwable failure = returned.getCompletionExceptionOrNull();
            Outcome outcome = new Outcome();
            if (failure == null) {
                outcome.value(returned.getCompleted());
            } else {
                outcome.failure(failure);
            }
            return outcome.toString();
        }
    }
}
