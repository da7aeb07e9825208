package io.fusebox.agent.async;

import com.google.common.util.concurrent.SettableFuture;
import io.fusebox.CircuitOpenException;
import io.fusebox.agent.call.ReturningSite;
import io.fusebox.agent.call.Site;
import io.fusebox.agent.call.SiteRules;
import io.fusebox.agent.call.WovenCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The program's side of a call of each kind: its method, how it comes to its end, and what its caller sees of it. */
final class ProgramCall {
    /** What the method returns, how it ends, and its configuration. */
    static final List<String> KINDS = List.of(
            "value keyed",
            "value condition",
            "value bad condition",
            "value keyed condition fails",
            "stage",
            "stage fails",
            "stage later",
            "stage later bad condition",
            "stage later fails",
            "stage later cancelled",
            "future",
            "future fails",
            "future later",
            "listenable",
            "listenable later",
            "listenable later fails",
            "mono",
            "mono empty condition",
            "mono later",
            "mono later fails",
            "mono later cancelled",
            "flux condition",
            "flux fails",
            "flux taken",
            "callback",
            "callback fails",
            "callback later",
            "callback later fails",
            "callback none later",
            "suspend",
            "suspend fails",
            "suspend later",
            "suspend later fails");

    private static final String VALUE = "value";

    private final String kind;
    private final boolean calm;
    private final IOException failure = new IOException("down");
    private Object made;
    private Object got;
    private Continuation<Object> resumed;
    private final Seen seen = new Seen();
    private BiConsumer<Object, Object> given;

    private ProgramCall(String kind, boolean calm) {
        this.kind = kind;
        this.calm = calm;
    }

    /** @param calm whether it is one that nothing goes wrong in: neither in the program nor in Fusebox; it ends at once */
    static ProgramCall of(String kind, boolean calm) {
        return new ProgramCall(kind, calm);
    }

    static boolean isAnswered(String kind) {
        return kind.equals("value keyed") || kind.equals("value condition") || kind.equals("stage");
    }

    static Site site(String kind, SiteRules rules) {
        return switch (type(kind)) {
            case "stage" -> new StageSite(rules, true);
            case "future" -> new StageSite(rules, false);
            case "listenable" -> new ListenableFutureSite(rules);
            case "mono" -> new PublisherSite(rules, "reactor.core.publisher.Mono");
            case "flux" -> new PublisherSite(rules, "reactor.core.publisher.Flux");
            case "suspend" -> new SuspendSite(rules);
            case "callback" -> CallbackSite.of(rules, "java.util.function.BiConsumer", 0);
            default -> new ReturningSite(rules);
        };
    }

    /** The first word. */
    private static String type(String kind) {
        int end = kind.indexOf(' ');
        return end < 0 ? kind : kind.substring(0, end);
    }

    private boolean is(String what) {
        return kind.contains(what) && !calm;
    }

    void arm() {
        if (!calm) {
            FaultPoint.arm();
        }
    }

    Object subject() {
        return kind.contains("keyed") ? "key" : null;
    }

    Object more() {
        return switch (type(kind)) {
            case "suspend" -> seen;
            case "mono", "flux" -> getClass();
            case "callback" -> kind.contains("none") ? getClass() : seen;
            default -> null;
        };
    }

    /** The method; what it returns is {@link #made}. */
    Object body(Object token) throws Exception {
        made = switch (type(kind)) {
            case "stage" -> is("later") ? new CompletableFuture<>() : completed(new CompletableFuture<>());
            case "future" -> task();
            case "listenable" -> is("later") ? SettableFuture.create() : settled(SettableFuture.create());
            case "mono" -> mono();
            case "flux" -> is("fails") ? Flux.error(failure) : Flux.just(VALUE, "more");
            case "suspend" -> suspended(token);
            case "callback" -> called(token);
            default -> {
                if (is("fails")) {
                    throw failure;
                }
                yield value();
            }
        };
        return made;
    }

    private String value() {
        return is("bad") ? "" : VALUE;
    }

    private CompletableFuture<Object> completed(CompletableFuture<Object> future) {
        if (is("fails")) {
            future.completeExceptionally(failure);
        } else if (is("cancelled")) {
            future.cancel(true);
        } else {
            future.complete(value());
        }
        return future;
    }

    private SettableFuture<Object> settled(SettableFuture<Object> future) {
        if (is("fails")) {
            future.setException(failure);
        } else {
            future.set(value());
        }
        return future;
    }

    private FutureTask<Object> task() {
        FutureTask<Object> task = new FutureTask<>(() -> {
            if (is("fails")) {
                throw failure;
            }
            return VALUE;
        });
        if (!is("later")) {
            task.run();
        }
        return task;
    }

    private Mono<Object> mono() {
        if (is("later")) {
            CompletableFuture<Object> later = new CompletableFuture<>();
            seen.source = later;
            return Mono.fromFuture(later);
        }
        return is("empty") ? Mono.empty() : Mono.just(VALUE);
    }

    /** A library that reports to what it was given. */
    @SuppressWarnings("unchecked")
    private Object called(Object token) {
        BiConsumer<Object, Object> own = kind.contains("none") ? null : seen;
        given = token == null ? own : (BiConsumer<Object, Object>) token;
        if (!is("later")) {
            report();
        }
        return null;
    }

    private void report() {
        if (given != null) {
            arm();
            try {
                given.accept(is("fails") ? null : VALUE, is("fails") ? failure : null);
            } finally {
                FaultPoint.disarm();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Object suspended(Object token) throws IOException {
        resumed = token instanceof Continuation<?> ours ? (Continuation<Object>) ours : seen;
        if (is("later")) {
            return IntrinsicsKt.getCOROUTINE_SUSPENDED();
        }
        if (is("fails")) {
            throw failure;
        }
        return VALUE;
    }

    /** The end of the method, as it is woven. */
    Object returns(WovenCalls calls, Object token, Object result, Throwable thrown) {
        if (kind.equals("value keyed")) {
            calls.exited(0, token, thrown);
            return result;
        }
        return calls.exited(0, token, result, thrown);
    }

    /** The caller has it. */
    void got(Object result) {
        got = result;
        if (result instanceof Publisher<?> publisher) {
            arm();
            try {
                publisher.subscribe(seen);
            } finally {
                FaultPoint.disarm();
            }
        }
    }

    /** What the method has begun comes to its end. */
    @SuppressWarnings("unchecked")
    void end() {
        if (!is("later")) {
            return;
        }
        if (kind.startsWith("callback")) {
            report();
            return;
        }
        arm();
        try {
            if (made instanceof CompletableFuture<?> future) {
                var unused = completed((CompletableFuture<Object>) future);
            } else if (made instanceof SettableFuture<?> future) {
                var unused = settled((SettableFuture<Object>) future);
            } else if (made instanceof FutureTask<?> task) {
                task.run();
            } else if (resumed != null) {
                resumed.resumeWith(is("fails") ? ResultKt.createFailure(failure) : VALUE);
            } else if (seen.subscription != null && is("cancelled")) {
                seen.subscription.cancel();
            } else if (seen.source != null) {
                var unused = completed(seen.source);
            }
        } finally {
            FaultPoint.disarm();
        }
    }

    /** What the caller saw, if that is not what the method came to, nor a rejection; null if it is. */
    String saw(Object result, Throwable thrown) throws Exception {
        if (isRejection(thrown) || "instead".equals(result)) {
            return null;
        }
        if (thrown != null) {
            return thrown == failure ? null : thrown.toString();
        }
        if (result instanceof CompletableFuture<?> future && result != made) {
            try {
                return "instead".equals(future.join()) ? null : "another future";
            } catch (CompletionException failed) {
                return isRejection(failed.getCause()) ? null : failed.toString();
            }
        }
        if (made instanceof Publisher<?>) {
            return isRejection(seen.error) ? null : seen.wrong(expected(), is("fails") ? failure : null);
        }
        if (kind.startsWith("callback")) {
            List<Object> once = List.of(is("fails") ? failure : VALUE);
            return kind.contains("none") || seen.elements.equals(once) ? null : "a report " + seen.elements;
        }
        if (resumed != null && is("later")) {
            return result != made ? "not to be suspended" : seen.resumedWrong(is("fails") ? failure : VALUE);
        }
        return got == made && got == result ? null : "another result: " + result;
    }

    private List<Object> expected() {
        if (is("empty") || is("fails") || is("cancelled")) {
            return List.of();
        }
        return kind.startsWith("flux") && !is("taken") ? List.of(VALUE, "more") : List.of(VALUE);
    }

    private static boolean isRejection(Throwable thrown) {
        return thrown instanceof CircuitOpenException
                || (thrown instanceof IllegalStateException && thrown.getCause() instanceof CircuitOpenException);
    }

    /** The caller's subscriber, and its coroutine. */
    private final class Seen implements Subscriber<Object>, Continuation<Object>, BiConsumer<Object, Object> {
        private final List<Object> elements = new ArrayList<>();
        private CompletableFuture<Object> source;
        private Subscription subscription;
        private Throwable error;
        private boolean complete;
        private Object resumedWith;

        @Override
        public void onSubscribe(Subscription begun) {
            subscription = begun;
            begun.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object element) {
            elements.add(element);
            if (is("taken")) {
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable thrown) {
            error = thrown;
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        String wrong(List<Object> expected, Throwable failed) {
            if (is("taken") || is("cancelled")) {
                return error == null && elements.equals(expected) ? null : elements + " " + error;
            }
            boolean ended = failed == null ? complete : error == failed;
            return ended && elements.equals(expected) ? null : elements + " " + complete + " " + error;
        }

        @Override
        public void accept(Object value, Object thrown) {
            elements.add(thrown == null ? value : thrown);
        }

        @Override
        public CoroutineContext getContext() {
            return EmptyCoroutineContext.INSTANCE;
        }

        @Override
        public void resumeWith(Object result) {
            resumedWith = result;
        }

        String resumedWrong(Object expected) {
            if (Objects.equals(resumedWith, expected)) {
                return null;
            }
            try {
                ResultKt.throwOnFailure(resumedWith);
                return "resumed with " + resumedWith;
            } catch (Throwable thrown) {
                return thrown == expected ? null : "resumed with " + thrown;
            }
        }
    }
}
