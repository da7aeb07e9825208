package io.fusebox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.PropertiesFile;
import io.fusebox.agent.config.source.SourceText;
import io.fusebox.agent.config.value.Lists;
import io.fusebox.agent.log.Logs;
import io.fusebox.agent.match.Guard;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.registry.Registry;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ten times as many patterns take ten times as much work, no more. Counts calls of the classes that read them instead of
 * time: each comparison of two patterns, each look for a line is one.
 */
public class ScaleTest {
    private static final int FEW = 300;
    private static final int MANY = 3000;

    /** Ten times the work, and what does not grow evenly: tables that double. */
    private static final double MOST = 11;

    /** Counted by the advice, which is copied into the classes. */
    public static final AtomicLong CALLS = new AtomicLong();

    private static final Class<?>[] COUNTED = {
        MethodPattern.class, SourceText.class, Entry.class, PropertiesFile.class, Lists.class, Guard.class
    };

    private static Instrumentation instrumentation;
    private static ClassFileTransformer counter;

    /** Counts a call. */
    public static final class Count {
        private Count() {}

        @Advice.OnMethodEnter
        static void enter() {
            CALLS.incrementAndGet();
        }
    }

    @BeforeAll
    static void count() {
        instrumentation = ByteBuddyAgent.install();
        counter = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .ignore(ElementMatchers.none())
                .type(ElementMatchers.anyOf(COUNTED))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Count.class).on(ElementMatchers.isMethod())))
                .installOn(instrumentation);
    }

    @AfterAll
    static void countNoMore() throws Exception {
        instrumentation.removeTransformer(counter);
        instrumentation.retransformClasses(COUNTED);
    }

    @Test
    void aListOfPatterns() {
        assertGrowsEvenly(ScaleTest::list);
    }

    @Test
    void aListThatIsReadAgain() {
        long few = callsOfReload(FEW);
        long many = callsOfReload(MANY);
        assertThat(few).isGreaterThan(FEW);
        assertThat(many / (double) few).isBetween(2.0, MOST);
    }

    private static long callsOfReload(int patterns) {
        Configuration read = new ConfigReader(Map.of(), Map.of()).read(list(patterns), "f.properties");
        Registry registry = new Registry(System::nanoTime);
        Weaving weaving = new Weaving(instrumentation, Logs.nowhere(), registry, 0);
        ConfiguredBreakers breakers = new ConfiguredBreakers(registry, weaving, read);
        List<Guard> before = breakers.guards();
        CALLS.set(0);
        var unused = breakers.follow(read);
        assertThat(breakers.guards()).isEqualTo(before).hasSize(patterns);
        return CALLS.get();
    }

    @Test
    void aListOverManyLines() {
        assertGrowsEvenly(number -> list(number).replace(", ", ", \\\n  "));
    }

    @Test
    void manyBreakers() {
        assertGrowsEvenly(number -> {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < number; i++) {
                text.append("breaker.b")
                        .append(i)
                        .append(".methods = com.acme.Class")
                        .append(i)
                        .append("#run\n");
            }
            return text.toString();
        });
    }

    private static String list(int number) {
        StringBuilder text = new StringBuilder("breaker.all.methods = com.acme.First#run");
        for (int i = 1; i < number; i++) {
            text.append(", com.acme.Class").append(i).append("#run");
        }
        return text.append('\n').toString();
    }

    private static void assertGrowsEvenly(IntFunction<String> text) {
        long few = calls(text.apply(FEW), FEW);
        long many = calls(text.apply(MANY), MANY);
        assertThat(few).isGreaterThan(FEW);
        assertThat(many / (double) few).isBetween(2.0, MOST);
    }

    private static long calls(String text, int patterns) {
        CALLS.set(0);
        Configuration read = new ConfigReader(Map.of(), Map.of()).read(text, "f.properties");
        long calls = CALLS.get();
        assertThat(read.problems()).isEmpty();
        assertThat(read.breakers().stream()
                        .map(breaker -> breaker.methods())
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(patterns);
        return calls;
    }
}
