package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.plan.Subjects;
import com.acme.plan.Subjects.Gateway;
import com.acme.plan.Subjects.Http;
import com.acme.plan.Subjects.Old;
import com.acme.plan.Subjects.Sender;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.log.Logs;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.match.plan.AnnotatedClasses;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which classes are woven again when the guards change. The JVM is one that only says what it was asked to weave. */
class PlanChangesTest {

    private static final Guard HTTP = guard("com.acme.plan.Subjects$Http#send");
    private static final Guard OLD = guard("com.acme.plan.Subjects$Old#send");
    private static final Guard GATEWAY = guard("com.acme.plan.Subjects$Gateway#send");

    private final List<Class<?>> loaded = new ArrayList<>();
    private final List<Class<?>> woven = new ArrayList<>();
    private @Nullable ClassFileTransformer transformer;
    private final Registry registry = new Registry(System::nanoTime);
    private final Weaving weaving = new Weaving(jvm(), Logs.nowhere(), registry, 0);

    @Test
    void thoseThatTheDifferenceMeans() {
        loaded.addAll(List.of(Http.class, Old.class, Gateway.class));
        begin(true, HTTP);
        assertThat(taken()).containsExactly(Http.class);
        weaving.change(List.of(HTTP, OLD), AnnotatedClasses.NONE);
        assertThat(taken()).containsExactly(Old.class);
        weaving.change(List.of(OLD, GATEWAY), AnnotatedClasses.NONE);
        assertThat(taken()).containsExactly(Http.class, Gateway.class);
    }

    @Test
    void oneThatWasBeingLoadedMeanwhileOnceItIsThere() {
        begin(true, HTTP);
        weaving.change(List.of(HTTP, OLD), AnnotatedClasses.NONE);
        weaving.weaveMissed();
        loaded.addAll(List.of(Old.class, Gateway.class));
        weaving.weaveMissed();
        assertThat(taken()).containsExactly(Old.class);
        tick(100);
        assertThat(taken()).isEmpty();
    }

    @Test
    void oneThatTurnsUpJustBeforeTheNextChange() {
        begin(true);
        weaving.change(List.of(HTTP), AnnotatedClasses.NONE);
        loaded.addAll(List.of(Http.class, Old.class));
        weaving.change(List.of(HTTP, GATEWAY), AnnotatedClasses.NONE);
        assertThat(taken()).containsExactly(Http.class);
    }

    @Test
    void oneThatTurnsUpAfterTwoChangesThatItMissed() {
        begin(true);
        weaving.change(List.of(HTTP), AnnotatedClasses.NONE);
        weaving.change(List.of(HTTP, GATEWAY), AnnotatedClasses.NONE);
        loaded.add(Http.class);
        tick(4);
        assertThat(taken()).containsExactly(Http.class);
    }

    @Test
    void notOneThatWasLookedAtWithTheNewGuardsAlready() throws Exception {
        begin(true);
        weaving.change(List.of(HTTP), AnnotatedClasses.NONE);
        ClassLoader loader = Http.class.getClassLoader();
        String name = Http.class.getName().replace('.', '/');
        transformer.transform(loader, name, null, null, ClassSource.read(loader, name));
        loaded.add(Http.class);
        tick(300);
        assertThat(taken()).isEmpty();
    }

    @Test
    void notOneThatTurnsUpWhenNobodyLooksAnyLonger() {
        begin(true);
        weaving.change(List.of(HTTP), AnnotatedClasses.NONE);
        tick(256);
        loaded.add(Http.class);
        tick(1000);
        assertThat(taken()).isEmpty();
        weaving.change(List.of(HTTP, OLD), AnnotatedClasses.NONE);
        assertThat(taken()).isEmpty();
    }

    @Test
    void oneThatWasBeingLoadedWhenTheAgentCame() {
        begin(true, HTTP);
        loaded.add(Http.class);
        tick(1);
        assertThat(taken()).containsExactly(Http.class);
    }

    @Test
    void nothingIsBeingLoadedBeforeTheProgramStarts() {
        begin(false, HTTP);
        loaded.add(Http.class);
        tick(300);
        assertThat(taken()).isEmpty();
    }

    @Test
    void oneThatIsDroppedConcernsWovenClassesAlone() {
        loaded.addAll(List.of(Http.class, Sender.class, Gateway.class));
        begin(true, HTTP, guard("**#send"));
        assertThat(taken()).contains(Http.class, Sender.class);
        weaving.change(List.of(HTTP), AnnotatedClasses.NONE);
        assertThat(taken()).contains(Sender.class);
        weaving.change(List.of(), AnnotatedClasses.NONE);
        assertThat(taken()).containsExactly(Http.class);
    }

    @Test
    void whatIsKnownOfOneThatCouldNotBeGuardedIsForgottenWithItsPattern() {
        loaded.add(Gateway.class);
        begin(true, GATEWAY);
        assertThat(weaving.unmatched()).anyMatch(line -> line.contains("it is abstract"));
        weaving.change(List.of(), AnnotatedClasses.NONE);
        assertThat(weaving.unmatched()).noneMatch(line -> line.contains("it is abstract"));
    }

    @Test
    void oneWithoutAClassFileIsUnwovenAllTheSame() throws Exception {
        for (boolean whole : new boolean[] {false, true}) {
            loaded.clear();
            begin(true, guard("com.acme.plan.*#send"));
            Class<?> made = new Silent().define(Sender.class);
            assertThat(pass(made.getClassLoader(), made, null)).isTrue();
            loaded.add(made);
            tick(1);
            taken();
            if (whole) {
                weaving.end();
            } else {
                weaving.change(List.of(), AnnotatedClasses.NONE);
            }
            assertThat(taken()).containsExactly(made);
        }
    }

    @Test
    void theEndTakesAllThatIsWovenAndNothingElse() {
        loaded.addAll(List.of(Http.class, Old.class, Sender.class));
        begin(true, HTTP, guard("com.acme.plan.Subjects$Sender#send"));
        assertThat(taken()).containsExactly(Http.class, Sender.class);
        weaving.end();
        assertThat(taken()).containsExactly(Http.class, Sender.class);
    }

    /** Defines classes and shows no files of them. */
    private static final class Silent extends ClassLoader {
        Silent() {
            super(Subjects.class.getClassLoader());
        }

        Class<?> define(Class<?> like) {
            String name = like.getName();
            byte[] file = Objects.requireNonNull(ClassSource.read(like.getClassLoader(), name.replace('.', '/')));
            return defineClass(name, file, 0, file.length);
        }

        @Override
        public @Nullable URL getResource(String name) {
            return null;
        }
    }

    private void begin(boolean attached, Guard... guards) {
        BreakerDefinition definition = new ConfigReader(Map.of(), Map.of())
                .read("breaker.b.methods = com.acme.A#b\n", "f.properties")
                .breakers()
                .get(0);
        weaving.add(definition, registry.breaker("b", definition.settings()));
        weaving.begin(List.of(guards), AnnotatedClasses.NONE, new NoAnnotations(), attached);
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            weaving.weaveMissed();
        }
    }

    private List<Class<?>> taken() {
        List<Class<?>> now = List.copyOf(woven);
        woven.clear();
        return now;
    }

    private Instrumentation jvm() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getAllLoadedClasses" -> loaded.toArray(Class<?>[]::new);
                    case "isModifiableClass", "removeTransformer" -> true;
                    case "addTransformer" -> {
                        transformer = (ClassFileTransformer) arguments[0];
                        yield null;
                    }
                    case "retransformClasses" -> {
                        for (Class<?> one : (Class<?>[]) arguments[0]) {
                            if (one == SelfTestSubject.class) {
                                continue;
                            }
                            woven.add(one);
                            pass(one.getClassLoader(), one, one);
                        }
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    /** A class passes the transformer; whether it is woven. */
    private boolean pass(ClassLoader loader, Class<?> like, @Nullable Class<?> redefined) throws Exception {
        String name = like.getName().replace('.', '/');
        byte[] file = Objects.requireNonNull(ClassSource.read(Subjects.class.getClassLoader(), name));
        return Objects.requireNonNull(transformer).transform(loader, name, redefined, null, file) != null;
    }

    private static Guard guard(String pattern) {
        try {
            return new Guard("b", MethodPattern.parse(pattern));
        } catch (BadValue e) {
            throw new IllegalArgumentException(pattern, e);
        }
    }

    /** No method here names its breaker. */
    private static final class NoAnnotations implements BreakersByName {
        @Override
        public Breaker breaker(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public BreakerDefinition definition(String name) {
            throw new IllegalArgumentException(name);
        }
    }
}
