package io.fusebox.agent.call.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.fusebox.agent.config.value.Expression;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code error-when} makes of results. */
class ConditionTest {

    /** Members of every sort; no member is public. */
    @SuppressWarnings("UnusedMethod")
    private record Answer(
            int status, Long size, String text, boolean failed, Boolean boxed, TimeUnit unit, Object any) {
        private double share() {
            return 0.25;
        }

        Answer self() {
            return this;
        }

        String nothing() {
            return null;
        }

        Optional<String> header(String name) {
            return name.equals("Retry-After") ? Optional.of("120") : Optional.empty();
        }

        OptionalInt number(int value) {
            return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
        }

        OptionalLong large() {
            return OptionalLong.of(1L << 40);
        }

        OptionalDouble half() {
            return OptionalDouble.of(0.5);
        }

        Optional<Optional<Answer>> nested() {
            return Optional.of(next());
        }

        Optional<Answer> next() {
            return Optional.of(this);
        }

        Optional<Answer> none() {
            return Optional.empty();
        }

        long plus(long more) {
            return status + more;
        }

        double plus(double more) {
            return status + more;
        }

        boolean is(Object other, boolean wanted) {
            return (other == null) == wanted;
        }

        String pick(CharSequence any) {
            return "any " + any;
        }

        String pick(String text) {
            return "text " + text;
        }
    }

    /** A text that is no String. */
    private record Label(String text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final Answer ANSWER =
            new Answer(503, 5_000_000_000L, "late", true, true, TimeUnit.DAYS, new Label("abc"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "result.status() >= 500",
                "result.status() == 503",
                "result.status() != 200L",
                "500 <= result.status()",
                "result.status() < 503.5",
                "result.size() > 4000000000L",
                "result.size() == 5000000000L",
                "result.size() != 1",
                "result.share() == 0.25",
                "result.share() > 0",
                "result.text() == \"late\"",
                "result.text() != \"early\"",
                "result.text() != null",
                "result.nothing() == null",
                "result.failed()",
                "result.failed() == true",
                "result.boxed()",
                "!(result.boxed() == false)",
                "result.unit() == \"DAYS\"",
                "result.any() == \"abc\"",
                "result.any().length() == 3",
                "result.self().self().status() == result.status()",
                "result.text().length() == 4",
                "result != null && result.status() > 200",
                "result == null || result.failed()",
                "result.text().isEmpty() || result.status() == 503 && !result.text().isEmpty()",
                "result.hashCode() == result.self().hashCode()",
                "result.text() startsWith \"la\"",
                "result.text() endsWith \"te\"",
                "result.text() contains \"at\" && !(result.text() contains \"x\")",
                "result.text() matches \"l[a-z]+\" && !(result.text() matches \"l\")",
                "result.any() startsWith \"ab\"",
                "result.unit() startsWith \"DA\"",
                "!(result.nothing() startsWith \"x\")",
                "result.text().startsWith(\"la\")",
                "result.text().charAt(0) == \"l\"",
                "result.text().indexOf(\"t\", 1) == 2",
                "result.plus(2) == 505",
                "result.plus(0.5) == 503.5",
                "result.plus(-3L) == 500",
                "result.is(null, true) && !result.is(\"x\", true)",
                "result.pick(\"a\") == \"text a\"",
                "result.header(\"Retry-After\") == \"120\"",
                "result.header(\"None\") == null",
                "result.header(\"None\").isPresent() == false",
                "result.header(\"Retry-After\").get().length() == 3",
                "result.header(\"Retry-After\").length() == 3",
                "!(result.header(\"None\").length() >= 0)",
                "result.next().status() == 503 && result.next().next().text() endsWith \"e\"",
                "result.none().status() == null",
                "result.text() is java.lang.String && result.text() is java.lang.CharSequence",
                "!(result.text() is java.lang.Number) && result.status() is java.lang.Number",
                "!(result.nothing() is java.lang.String) && result is java.lang.Record",
                "result.none() == null && result.next() != null",
            })
    void r10_holdsForTheAnswer(String text) throws Throwable {
        assertThat(condition(text).holds(ANSWER)).isTrue();
        assertThat(condition("!(" + text + ")").holds(ANSWER)).isFalse();
    }

    @Test
    void r10_holdsForWhatAPrimitiveMethodReturns() throws Throwable {
        assertThat(condition("result >= 500").holds(500)).isTrue();
        assertThat(condition("result >= 500").holds(499L)).isFalse();
        assertThat(condition("result == 0.5").holds(0.5f)).isTrue();
        assertThat(condition("result").holds(true)).isTrue();
        assertThat(condition("!result").holds(true)).isFalse();
    }

    @Test
    void r10_anOptionalStandsForItsValueOrNull() throws Throwable {
        assertThat(condition("result == null").holds(Optional.empty())).isTrue();
        assertThat(condition("result == 5").holds(Optional.of(5))).isTrue();
        assertThat(condition("result.isEmpty()").holds(Optional.empty())).isTrue();
        assertThat(condition("result.status() == 503").holds(Optional.of(ANSWER)))
                .isTrue();
        assertThat(condition("result.status() == 503").holds(Optional.empty())).isFalse();
        assertThat(new MemberPath(
                                Expression.path("arg0.header(\"Retry-After\")").steps())
                        .follow(ANSWER))
                .isEqualTo("120");
        assertThat(new MemberPath(Expression.path("arg0").steps()).follow(Optional.empty()))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "result.number(5) == 5",
                "result.number(5) < 5.5",
                "5 >= result.number(5)",
                "result.number(5).getAsInt() == 5",
                "result.number(5).isPresent()",
                "result.number(-1) == null",
                "result.number(5) != null",
                "result.number(-1) != 5",
                "!(result.number(-1) < 5)",
                "!(result.number(-1) == 5)",
                "result.number(5) == result.number(5)",
                "result.number(5) is java.lang.Integer",
                "result.large() > 1099511627775L",
                "result.large() == 1099511627776L",
                "result.half() == 0.5",
                "result.half() < 1",
                "result.nested().status() == 503",
                "result.nested() is io.fusebox.agent.call.member.ConditionTest$Answer",
            })
    void r10_anOptionalNumberAndAnOptionalInAnotherStandForTheirValues(String text) throws Throwable {
        assertThat(condition(text).holds(ANSWER)).isTrue();
    }

    @Test
    void r10_theResultItselfMayBeAnOptionalNumber() throws Throwable {
        assertThat(condition("result > 3").holds(OptionalInt.of(5))).isTrue();
        assertThat(condition("result > 3").holds(OptionalLong.empty())).isFalse();
        assertThat(condition("result == null").holds(OptionalDouble.empty())).isTrue();
        assertThat(condition("result == 5").holds(Optional.of(OptionalInt.of(5))))
                .isTrue();
        assertThat(new MemberPath(Expression.path("arg0").steps()).follow(Optional.of(OptionalLong.of(7))))
                .isEqualTo(7L);
    }

    @Test
    void nullIsAResultToo() throws Throwable {
        assertThat(condition("result == null").holds(null)).isTrue();
        assertThat(condition("result != null && result.status() == 1").holds(null))
                .isFalse();
        assertThat(condition("result == 5").holds(null)).isFalse();
    }

    @Test
    void r10_nothingIsTrueOfAMemberOfNull() throws Throwable {
        for (String of : List.of(
                "result.status() >= 500",
                "result.status() != 200",
                "200 == result.status()",
                "result.failed()",
                "result.status() == 1 || result.text() == null")) {
            assertThat(condition(of).holds(null)).as(of).isFalse();
        }
        assertThat(condition("!result.failed()").holds(null)).isTrue();
    }

    @Test
    void r15_whatFailsIsLeftToTheCaller() {
        assertThatThrownBy(() -> condition("result.nothing().length() == 0").holds(ANSWER))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> condition("result.absent()").holds(ANSWER)).hasMessageContaining("has no absent");
        assertThatThrownBy(() -> condition("result.text() > 5").holds(ANSWER))
                .hasMessageContaining("no numbers to compare");
        assertThatThrownBy(() -> condition("result.status()").holds(ANSWER))
                .hasMessageStartingWith("result.status() on ");
    }

    @Test
    void allocatesNothing() throws Throwable {
        Condition condition = condition("result.status() >= 500 && result.share() < 1 && result.plus(3L) > 1"
                + " && result.text() startsWith \"la\" && result is java.lang.Record || result.text() == null");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long own = Thread.currentThread().getId();
        int calls = 100_000;
        for (int i = 0; i < calls; i++) {
            condition.holds(ANSWER);
        }
        long before = threads.getThreadAllocatedBytes(own);
        for (int i = 0; i < calls; i++) {
            condition.holds(ANSWER);
        }
        assertThat(threads.getThreadAllocatedBytes(own) - before).isLessThan(calls);
    }

    private static Condition condition(String text) {
        try {
            return new Condition(Expression.condition(text), text);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
