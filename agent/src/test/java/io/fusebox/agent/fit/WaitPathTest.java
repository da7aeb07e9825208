package io.fusebox.agent.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.match.Hierarchy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import net.bytebuddy.jar.asm.ClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether {@code reset-timeout-from} fits the methods of its breaker; found when they are woven. */
class WaitPathTest {
    @SuppressWarnings("unused")
    interface Service {
        HttpResponse<String> send();

        CompletionStage<Answer> later();

        Answer ask();

        Object any();

        Comparable<?> comparable();

        Duration wait_();

        int[] numbers();

        void nothing();
    }

    @SuppressWarnings("unused")
    interface Answer {
        int seconds();

        Double fraction();

        StringBuilder text();

        Optional<Instant> optional();

        OptionalInt optionalInt();

        Instant instant();

        Date date();

        boolean busy();

        char letter();

        List<String> list();
    }

    @ParameterizedTest
    @CsvSource({
        "send,result.headers().firstValue(\"Retry-After\")",
        "send,result.headers().firstValueAsLong(\"Retry-After\").getAsLong()",
        "send,result.body()",
        "later,result.seconds()",
        "ask,result.fraction()",
        "ask,result.text()",
        "ask,result.optional()",
        "ask,result.optionalInt()",
        "ask,result.instant().getEpochSecond()",
        "ask,result.list()",
        "any,result",
        "any,result.unknown()",
        "comparable,result",
        "wait_,result",
        "numbers,result.length",
        "nothing,exception.anything()",
        "nothing,none"
    })
    void r25_whatMayBeATimeFits(String method, String path) throws Exception {
        assertThat(plan(method, path)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send|result.header(\"Retry-After\")|java.net.http.HttpResponse has no method header(\"Retry-After\")"
                        + " that takes such arguments and returns something; name one that it has",
                "send|result.headers|java.net.http.HttpResponse has no field headers;"
                        + " name one that it has, or a method: headers()",
                "send|result.headers().firstValue()|java.net.http.HttpHeaders has no method firstValue() that takes nothing"
                        + " and returns something; name one that it has",
                "later|result.minutes()|io.fusebox.agent.fit.WaitPathTest$Answer has no method minutes() that takes nothing"
                        + " and returns something; name one that it has",
                "ask|result.instant()|result.instant() is java.time.Instant, which is no time; end the path at a Duration,"
                        + " a number of seconds, or a text",
                "ask|result.date()|result.date() is java.util.Date, which is no time; end the path at a Duration,"
                        + " a number of seconds, or a text",
                "ask|result.busy()|result.busy() is boolean, which is no time; end the path at a Duration,"
                        + " a number of seconds, or a text",
                "ask|result.letter()|result.letter() is char, which is no time; end the path at a Duration,"
                        + " a number of seconds, or a text",
                "numbers|result|result is int[], which is no time; end the path at a Duration, a number of seconds,"
                        + " or a text",
                "nothing|result.seconds()|the method returns nothing; leave the method out"
            })
    void r25_whatCanBeNoneIsToldWithTheWayOut(String method, String path, String problem) {
        SettingMismatch mismatch =
                org.assertj.core.api.Assertions.catchThrowableOfType(SettingMismatch.class, () -> plan(method, path));
        assertThat(mismatch.what + "; " + mismatch.instead).isEqualTo(problem);
        assertThat(definition(path).problem(mismatch.setting, mismatch.what, mismatch.instead))
                .hasToString("f.properties:2: breaker.a.reset-timeout-from = " + path + ": " + problem);
    }

    @Test
    void r25_theExceptionItselfIsNoTime() {
        assertThat(new ConfigReader(Map.of(), Map.of())
                        .read("breaker.a.reset-timeout-from = exception\n", "f.properties")
                        .problems())
                .singleElement()
                .hasToString("f.properties:1: breaker.a.reset-timeout-from = exception: is the exception, which is no"
                        + " time; for example exception.getRetryAfter()");
    }

    @Test
    void r25_thePathOfOneKeyIsCheckedLikeTheBreakersOwn() throws Exception {
        String file = "breaker.a.methods = a.B#c\nbreaker.a.key = this.toString()\nbreaker.a[x].reset-timeout-from = ";
        SettingMismatch mismatch = org.assertj.core.api.Assertions.catchThrowableOfType(
                SettingMismatch.class, () -> plan("ask", definitionOf(file + "result.date()\n")));
        assertThat(mismatch.entry.problem(mismatch.what, mismatch.instead))
                .hasToString(
                        "f.properties:3: breaker.a[x].reset-timeout-from = result.date(): result.date() is"
                                + " java.util.Date, which is no time; end the path at a Duration, a number of seconds, or a text");
        assertThat(plan("ask", definitionOf(file + "result.seconds()\n"))).isNotNull();
        assertThat(definitionOf(file + "result.a()\n").weavesLike(definitionOf(file + "result.b()\n")))
                .isFalse();
        assertThat(definitionOf(file + "result.a()\n")
                        .weavesLike(definitionOf(file + "result.a()\nbreaker.a[x].error-threshold = 9\n")))
                .isTrue();
    }

    @Test
    void r17_r25_anotherPathIsWovenAnew() {
        assertThat(definition("result.a()").weavesLike(definition("result.a()")))
                .isTrue();
        assertThat(definition("result.a()").weavesLike(definition("result.b()")))
                .isFalse();
        assertThat(definition("result.a()").weavesLike(definition("none"))).isFalse();
    }

    private static SitePlan plan(String method, String path) throws Exception {
        return plan(method, definition(path));
    }

    private static SitePlan plan(String method, BreakerDefinition definition) throws Exception {
        String name = Service.class.getName().replace('.', '/');
        ClassLoader loader = Service.class.getClassLoader();
        ClassOutline outline = ClassOutline.of(new ClassReader(ClassSource.read(loader, name)));
        MethodOutline outlined = outline.methods.stream()
                .filter(one -> one.name.equals(method))
                .findFirst()
                .orElseThrow();
        return new SitePlanner(new Hierarchy(), loader, name, outline).plan(definition, outlined);
    }

    private static BreakerDefinition definition(String path) {
        return definitionOf("breaker.a.methods = a.B#c\nbreaker.a.reset-timeout-from = " + path + "\n");
    }

    private static BreakerDefinition definitionOf(String text) {
        return new ConfigReader(Map.of(), Map.of())
                .read(text, "f.properties")
                .breakers()
                .get(0);
    }
}
