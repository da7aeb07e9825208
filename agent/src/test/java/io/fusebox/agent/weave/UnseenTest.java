package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.plan.Subjects;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.log.AgentLog;
import io.fusebox.agent.log.Logs;
import io.fusebox.agent.match.Guard;
import java.io.ByteArrayOutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log says of patterns that guard nothing once the program has been up for some time. */
class UnseenTest {
    private static final String BEGIN = "[fusebox] not guarded so far: b: ";
    private static final String UNKNOWN =
            ": no class of that name has been loaded yet, and no class loader of the program knows one";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AgentLog log = Logs.to(written);
    private final Unseen unseen = new Unseen(jvm(), log);

    @ParameterizedTest
    @CsvSource({
        "com.acme.plan.Subjets#x, com.acme.plan.Subjects#x",
        "com.acme.plan.Sbujects#x(int), com.acme.plan.Subjects#x(int)",
        "com.acme.Subjects#x, com.acme.plan.Subjects#x",
        "Subjects#x, com.acme.plan.Subjects#x",
        "com.acme.plan.Subjects.Http#send, com.acme.plan.Subjects$Http#send",
        "Http#`a b`, com.acme.plan.Subjects$Http#`a b`"
    })
    void aClassThatNobodyKnowsWithTheOneThatWasMeant(String written, String meant) throws Exception {
        unseen.tellUnknown(List.of(guard(written)));
        assertThat(lines()).containsExactly(BEGIN + written + UNKNOWN + "; write " + meant);
        assertThat(MethodPattern.parse(meant)).hasToString(meant);
    }

    @Test
    void withoutOneIfNoneIsLikeIt() throws Exception {
        unseen.tellUnknown(List.of(guard("org.other.Thing#x")));
        assertThat(lines()).containsExactly(BEGIN + "org.other.Thing#x" + UNKNOWN);
    }

    @Test
    void notOneThatIsOnlyNotLoadedYetAndNotOneWithAWildcard() throws Exception {
        Guard known = guard("com.acme.plan.Subjects$Old#any");
        Guard wild = guard("com.acme.nowhere.**#any");
        unseen.tellUnknown(List.of(known, wild));
        assertThat(lines()).isEmpty();
        unseen.tellRest(List.of(known, wild));
        assertThat(lines()).hasSize(2);
    }

    @Test
    void eachOnceAndNoneThatGuardsOrHasBeenTold() throws Exception {
        Guard unknown = guard("org.other.Thing#x");
        Guard matched = guard("org.other.Matched#x");
        matched.matched = true;
        Guard told = guard("org.other.Told#x");
        told.told = true;
        List<Guard> all = List.of(unknown, matched, told);
        unseen.tellUnknown(all);
        unseen.tellRest(all);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void noMoreLinesThanCanBeRead() throws Exception {
        List<Guard> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(guard("org.other.Thing" + i + "#x"));
        }
        unseen.tellUnknown(many);
        assertThat(lines()).hasSize(21).last().asString().contains("980 more patterns; UnmatchedMethods has all");
    }

    @Test
    void howManyMethodsAreGuarded() {
        WeaveReport report = new WeaveReport();
        assertThat(Unseen.counted(report)).isNull();
        report.guarded("payments", "com.acme.A#a()");
        assertThat(Unseen.counted(report)).isEqualTo("guarded so far: 1 method: payments 1");
        report.guarded("payments", "com.acme.A#b()");
        report.guarded("http", "com.acme.B#c()");
        assertThat(Unseen.counted(report)).isEqualTo("guarded so far: 3 methods: http 1, payments 2");
        for (int i = 10; i < 110; i++) {
            report.guarded("x" + i, "com.acme.C#d()");
        }
        assertThat(Unseen.counted(report)).endsWith(" x17 1 and 82 more");
    }

    private List<String> lines() {
        assertThat(log.await(10_000)).isTrue();
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Guard guard(String pattern) throws Exception {
        return new Guard("b", MethodPattern.parse(pattern));
    }

    private static Instrumentation jvm() {
        return (Instrumentation) Proxy.newProxyInstance(
                UnseenTest.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, (self, method, arguments) ->
                        new Class<?>[] {Subjects.class, Subjects.Http.class, String.class});
    }
}
