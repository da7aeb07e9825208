package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.call.WovenCalls;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.fit.SitePlanner;
import io.fusebox.agent.log.Logs;
import io.fusebox.agent.match.Hierarchy;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What woven code comes to, called as woven code does, while the configuration changes. */
class WeavingTest {
    private static final int FIRST_SITE = 5;

    private final Registry registry = new Registry(System::nanoTime);
    private final Weaving weaving = new Weaving(instrumentation(), Logs.nowhere(), registry, FIRST_SITE);
    private final WovenCalls calls = (WovenCalls) weaving.calls();

    /** Results of every kind, declared. */
    @SuppressWarnings("UnusedVariable")
    abstract static class Subject {
        abstract Object fetch(String host);

        abstract CompletableFuture<String> later();

        abstract Future<String> sometime();

        abstract Labelled<Integer, String> labelled();

        abstract CompletableFuture<Outer<String>.Inner> inner();

        abstract CompletableFuture<? super String> loose();

        abstract Flow.Publisher<String> stream();
    }

    /** What it comes to is not its first type argument. */
    static class Labelled<L, T> extends CompletableFuture<T> {}

    static class Outer<T> {
        @SuppressWarnings("ClassCanBeStatic")
        class Inner {
            int status() {
                return 500;
            }
        }
    }

    @Test
    void r17_aCallUnderWayEndsAtTheBreakerAndByTheRulesThatAdmittedIt() {
        Breaker before = configure("error-when = result == \"bad\"");
        int old = site("fetch");
        Object token = calls.entered(old, null, null);

        weaving.remove("a");
        registry.forget("a");
        Breaker after = configure("on-open = return null");
        int fresh = site("fetch");

        assertThat(old).isEqualTo(FIRST_SITE);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(calls.exited(old, token, "bad", null)).isEqualTo("bad");
        assertThat(before.metrics().totalErrorCount()).isEqualTo(1);
        assertThat(before.metrics().activeCalls()).isZero();
        assertThat(after.metrics().totalErrorCount()).isZero();
        Object next = calls.entered(fresh, null, null);
        calls.exited(fresh, next, null);
        assertThat(after.metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(before.metrics().totalSuccessCount()).isZero();
    }

    @Test
    void aMethodThatIsWovenAgainByTheSameRulesKeepsItsNumber() {
        configure("error-when = result == \"bad\"");
        int first = site("fetch");
        configure("error-when = result == \"bad\"", "error-threshold = 7");
        assertThat(site("fetch")).isEqualTo(first);
        assertThat(site("later")).isEqualTo(first + 1);
    }

    @Test
    void r17_keyedBreakersAndTheirStateStayWhileTheirKeyDoes() {
        configure("key = arg0", "error-threshold = 1");
        int site = site("fetch");
        calls.exited(site, calls.entered(site, "sick", null), new IllegalStateException());
        assertThat(state("sick")).isEqualTo(State.OPEN);

        configure("key = arg0", "error-threshold = 1", "on-open = return null");
        int next = site("fetch");
        assertThat(next).isNotEqualTo(site);
        assertThat(calls.entered(next, "sick", null)).isInstanceOf(CircuitOpenException.class);
        assertThat(registry.all()).hasSize(2);

        configure("key = arg0.length()", "error-threshold = 1", "on-open = return null");
        assertThat(registry.all()).hasSize(1);
        int last = site("fetch");
        assertThat(calls.entered(last, "sick", null)).isNotInstanceOf(CircuitOpenException.class);
        assertThat(state("4")).isEqualTo(State.CLOSED);
    }

    @Test
    void r17_maxKeysChangesAtOnce() {
        Breaker unkeyed = configure("key = arg0", "max-keys = 1");
        int site = site("fetch");
        call(site, "one");
        call(site, "two");
        assertThat(unkeyed.metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(weaving.unmatched()).anyMatch(line -> line.startsWith("a: 1 calls shared the breaker"));

        configure("key = arg0", "max-keys = 2");
        assertThat(site("fetch")).isEqualTo(site);
        call(site, "two");
        assertThat(state("two")).isEqualTo(State.CLOSED);
        call(site, "three");
        assertThat(unkeyed.metrics().totalSuccessCount()).isEqualTo(2);
        assertThat(state("one")).isEqualTo(State.CLOSED);
    }

    @Test
    void r20_aBreakerThatIsOffLeavesResultsUntouched() {
        Breaker off = configure("mode = off");
        Flow.Publisher<String> publisher = subscriber -> {};
        int stream = site("stream");
        assertThat(calls.exited(stream, calls.entered(stream, null, Subject.class), publisher, null))
                .isSameAs(publisher);
        CompletableFuture<String> stage = new CompletableFuture<>();
        int later = site("later");
        assertThat(calls.exited(later, calls.entered(later, null, Subject.class), stage, null))
                .isSameAs(stage);
        assertThat(stage.getNumberOfDependents()).isZero();
        assertThat(off.metrics().totalSuccessCount() + off.metrics().activeCalls())
                .isZero();
    }

    @Test
    void aStageStaysTheVeryObjectAndIsHeardOnce() {
        Breaker breaker = configure("error-threshold = 5");
        CompletableFuture<String> stage = new CompletableFuture<>();
        int later = site("later");
        assertThat(calls.exited(later, calls.entered(later, null, Subject.class), stage, null))
                .isSameAs(stage);
        assertThat(stage.getNumberOfDependents()).isEqualTo(1);
        assertThat(breaker.metrics().activeCalls()).isEqualTo(1);
        stage.cancel(true);
        assertThat(breaker.metrics().totalCancelledCount()).isEqualTo(1);
    }

    @Test
    void aPublisherWhoseBreakerWasRemovedRunsUnguarded() {
        Breaker breaker = configure("error-threshold = 5");
        Flow.Publisher<String> guarded = stream();
        breaker.transitionToForcedOpen();
        assertThat(heard(guarded)).containsExactly("CircuitOpenException");
        weaving.remove("a");
        assertThat(heard(guarded)).containsExactly("first", "second", "complete");
        assertThat(breaker.metrics().totalRejectedCount()).isEqualTo(1);
    }

    @Test
    void aPublisherRunsUnguardedWhenTheAgentIsGone() {
        Breaker breaker = configure("error-threshold = 5");
        Flow.Publisher<String> guarded = stream();
        assertThat(heard(guarded)).containsExactly("first", "second", "complete");
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(1);
        weaving.end();
        breaker.transitionToForcedOpen();
        assertThat(heard(guarded)).containsExactly("first", "second", "complete");
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(1);
    }

    @Test
    void r14_whatASubscriberDoesWithAnElementIsNoPartOfTheCall() {
        Breaker breaker = configure("error-threshold = 5");
        int site = site("later");
        Flow.Publisher<String> guarded = stream();
        List<String> heard = new ArrayList<>();
        guarded.subscribe(new Ear(heard, () -> {
            Object token = calls.entered(site, null, null);
            calls.exited(site, token, CompletableFuture.completedFuture("x"), null);
        }));
        assertThat(heard).containsExactly("first", "second", "complete");
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(3);
        assertThat(breaker.metrics().activeCalls()).isZero();
    }

    @Test
    void r10_aFutureThatIsNoStageEndsOnReturnAndItsResultIsNotAskedFor() {
        Breaker breaker = configure("error-when = result.length() == 3");
        int site = site("sometime");
        FutureTask<String> task = new FutureTask<>(() -> "bad");
        assertThat(calls.exited(site, calls.entered(site, null, Subject.class), task, null))
                .isSameAs(task);
        assertThat(breaker.metrics().totalSuccessCount()).isEqualTo(1);
        task.run();
        assertThat(breaker.metrics().totalErrorCount()).isZero();
        assertThat(registry.faults().count()).isZero();

        CompletableFuture<String> stage = new CompletableFuture<>();
        calls.exited(site, calls.entered(site, null, Subject.class), stage, null);
        assertThat(breaker.metrics().activeCalls()).isEqualTo(1);
        stage.complete("bad");
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(1);
    }

    @Test
    void r10_theResultOfASubtypeOfAStageIsNotItsFirstTypeArgument() {
        Breaker breaker = configure("error-when = result.length() == 3");
        int site = site("labelled");
        Labelled<Integer, String> stage = new Labelled<>();
        calls.exited(site, calls.entered(site, null, Subject.class), stage, null);
        stage.complete("bad");
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(1);
        assertThat(registry.faults().count()).isZero();
    }

    @Test
    void r10_aTypeArgumentMayBeAnInnerClassOfAGenericOne() {
        Breaker breaker = configure("error-when = result.status() >= 500");
        int site = site("inner");
        calls.exited(
                site,
                calls.entered(site, null, Subject.class),
                CompletableFuture.completedFuture(new Outer<String>().new Inner()),
                null);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(1);
        assertThat(registry.faults().count()).isZero();
    }

    @Test
    void r10_aResultOfWhichOnlyASubtypeIsKnownMayBeAnything() {
        Breaker breaker = configure("error-when = result.status() >= 500");
        int site = site("loose");
        CompletableFuture<Object> stage = CompletableFuture.completedFuture(new Outer<String>().new Inner());
        calls.exited(site, calls.entered(site, null, Subject.class), stage, null);
        assertThat(breaker.metrics().totalErrorCount()).isEqualTo(1);
    }

    /** A guarded publisher of two elements. */
    @SuppressWarnings("unchecked")
    private Flow.Publisher<String> stream() {
        Flow.Publisher<String> source = subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onNext("first");
            subscriber.onNext("second");
            subscriber.onComplete();
        };
        int site = site("stream");
        Object guarded = calls.exited(site, calls.entered(site, null, Subject.class), source, null);
        assertThat(guarded).isNotSameAs(source);
        return (Flow.Publisher<String>) Objects.requireNonNull(guarded);
    }

    private static List<String> heard(Flow.Publisher<String> publisher) {
        List<String> heard = new ArrayList<>();
        publisher.subscribe(new Ear(heard, () -> {}));
        return heard;
    }

    private record Ear(List<String> heard, Runnable onElement) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String item) {
            heard.add(item);
            onElement.run();
        }

        @Override
        public void onError(Throwable thrown) {
            heard.add(thrown.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }
    }

    private void call(int site, @Nullable Object subject) {
        calls.exited(site, calls.entered(site, subject, null), null);
    }

    private State state(String key) {
        return registry.find(new BreakerId("a", Optional.of(key))).state();
    }

    /** The breaker is in the file with these settings, from now on. */
    private Breaker configure(String... settings) {
        StringBuilder text = new StringBuilder("breaker.a.methods = com.acme.A#b\n");
        for (String setting : settings) {
            text.append("breaker.a.").append(setting).append('\n');
        }
        BreakerDefinition definition = new ConfigReader(Map.of(), Map.of())
                .read(text.toString(), "f.properties")
                .breakers()
                .get(0);
        Breaker breaker = registry.breaker("a", definition.settings());
        weaving.add(definition, breaker);
        return breaker;
    }

    /** The number that is woven into the method. */
    private int site(String method) {
        String name = Subject.class.getName().replace('.', '/');
        ClassLoader loader = Subject.class.getClassLoader();
        byte[] file = Objects.requireNonNull(ClassSource.read(loader, name));
        ClassReader reader = OpenedClassReader.of(file);
        ClassOutline outline = ClassOutline.of(reader);
        MethodOutline found = outline.methods.stream()
                .filter(one -> one.name.equals(method))
                .findFirst()
                .orElseThrow();
        SitePlanner fitting = new SitePlanner(new Hierarchy(), loader, name, outline);
        Weaver.Place place = weaving.classes.place(
                "a",
                null,
                new ClassWeaver.Subject(loader, Subject.class.getName(), file, reader, outline, fitting),
                found);
        assertThat(place).as(method + " does not fit: " + weaving.unmatched()).isNotNull();
        return place.site();
    }

    /** Nothing is loaded. */
    private static Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                Instrumentation.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> method.getName().equals("removeTransformer") ? true : null);
    }
}
