package io.fusebox.agent.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.agent.config.value.Expression.Both;
import io.fusebox.agent.config.value.Expression.Comparison;
import io.fusebox.agent.config.value.Expression.Constant;
import io.fusebox.agent.config.value.Expression.Either;
import io.fusebox.agent.config.value.Expression.Not;
import io.fusebox.agent.config.value.Expression.Operator;
import io.fusebox.agent.config.value.Expression.Path;
import io.fusebox.agent.config.value.Expression.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Path RESULT = new Path("result", List.of());

    @Test
    void aConditionComparesAPathWithALiteral() throws BadValue {
        assertThat(Expression.condition("result == null")).isEqualTo(comparison(RESULT, Operator.EQUAL, "null"));
        assertThat(Expression.condition("result.statusCode()>=500"))
                .isEqualTo(comparison(path("statusCode"), Operator.AT_LEAST, "500"));
        assertThat(Expression.condition("\"a\\\"b\" != result.name()"))
                .isEqualTo(new Comparison(new Constant(Literal.parse("\"a\\\"b\"")), Operator.NOT_EQUAL, path("name")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"==", "!=", "<=", ">=", "<", ">"})
    void everyOperatorIsReadAsItself(String sign) throws BadValue {
        Comparison comparison = (Comparison) Expression.condition("result.code() " + sign + " -1");

        assertThat(comparison.operator().sign()).isEqualTo(sign);
    }

    @Test
    void andBindsTighterThanOr() throws BadValue {
        Path a = path("a");
        Path b = path("b");
        Path c = path("c");

        assertThat(Expression.condition("result.a() || result.b() && result.c()"))
                .isEqualTo(new Either(a, new Both(b, c)));
        assertThat(Expression.condition("(result.a() || result.b()) && !result.c()"))
                .isEqualTo(new Both(new Either(a, b), new Not(c)));
        assertThat(Expression.condition("!!result.a()")).isEqualTo(new Not(new Not(a)));
        assertThat(Expression.condition("!(result.a())")).isEqualTo(new Not(a));
    }

    @Test
    void aParameterIsNothingMore() throws BadValue {
        assertThat(Expression.parameter("arg1")).isEqualTo(1);
        BadValue more = catchThrowableOfType(BadValue.class, () -> Expression.parameter("arg1.callback()"));
        assertThat(more.correction()).isEqualTo("arg1");
        BadValue none = catchThrowableOfType(BadValue.class, () -> Expression.parameter("this"));
        assertThat(none.correction()).isNull();
        assertThat(catchThrowableOfType(BadValue.class, () -> Expression.parameter("1")))
                .isNotNull();
    }

    @Test
    void aKeyIsAPathFromAParameterOrTheObject() throws BadValue {
        assertThat(Expression.path("arg0")).isEqualTo(new Path("arg0", List.of()));
        assertThat(Expression.path("arg12.uri().getHost()").argument()).isEqualTo(12);
        assertThat(Expression.path("arg0.uri().host"))
                .isEqualTo(new Path("arg0", List.of(new Step("uri", true), new Step("host", false))));
        assertThat(Expression.path("this.url")).isEqualTo(new Path("this", List.of(new Step("url", false))));
        assertThat(Expression.path("this.url").argument()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "result = null             | has a single =; write result == null",
                "status >= 500             | 'status' is not known here; a condition begins with result, as in result.statusCode() >= 500",
                "arg0 == null              | 'arg0' is not known here; a condition begins with result, as in result.statusCode() >= 500",
                "result.get(x) == null     | calls get with what is no literal; an argument is a number, a \"text\", true, false or null",
                "result is IOException     | has no package; write result is java.io.IOException",
                "result is                 | has no class behind is; for example result is java.io.IOException",
                "result startsWith 5       | startsWith has no text behind it; write result startsWith \"5\"",
                "result matches \"[\"     | is no regular expression: Unclosed character class; for example matches \"ORA-[0-9]+.*\"",
                "result ==                 | ends too early; for example result.statusCode() >= 500",
                "result.                   | ends too early; for example result.statusCode() >= 500",
                "(result == null           | has a parenthesis that is not closed; there must be as many ) as (",
                "result == null)           | has an unexpected ')'; for example result.statusCode() >= 500",
                "result == 5 & result == 6 | has an unexpected '&'; write result == 5 && result == 6",
                "1 == 1                    | compares two literals; result stands on one side",
                "true                      | has a literal that is compared with nothing; for example result.statusCode() >= 500",
                "result == \"x             | has text without its closing quote; a text stands between double quotes",
                "result == 'x'             | has an unexpected '''; write result == \"x\"",
                "result == 99999999999     | '99999999999' is too large; a number above 2147483647 has an L behind it",
            })
    void aBadConditionIsToldWithWhatToWriteInstead(String text, String refusal) {
        BadValue problem = catchThrowableOfType(BadValue.class, () -> Expression.condition(text));

        assertThat(problem).isNotNull();
        assertThat(problem.what() + "; " + problem.instead()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "result        | 'result' is not known here; a path begins with arg0, arg1, ... or this",
                "arg           | 'arg' is not known here; a path begins with arg0, arg1, ... or this",
                "arg12345      | 'arg12345' is not known here; a path begins with arg0, arg1, ... or this",
                "argument      | 'argument' is not known here; a path begins with arg0, arg1, ... or this",
                "arg0.host(x)  | calls host with what is no literal; an argument is a number, a \"text\", true, false or null",
                "arg0 + 1      | has an unexpected '+'; for example arg0.uri().getHost()",
                "arg0.         | ends too early; for example arg0.uri().getHost()",
                "\"x\"         | has an unexpected '\"'; for example arg0.uri().getHost()",
            })
    void aBadKeyIsToldWithWhatToWriteInstead(String text, String refusal) {
        BadValue problem = catchThrowableOfType(BadValue.class, () -> Expression.path(text));

        assertThat(problem).isNotNull();
        assertThat(problem.what() + "; " + problem.instead()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "!"})
    void nestingWithoutEndIsRefusedBeforeTheStackEnds(String sign) {
        BadValue problem =
                catchThrowableOfType(BadValue.class, () -> Expression.condition(sign.repeat(100_000) + "result"));

        assertThat(problem).isNotNull();
        assertThat(problem.what()).isEqualTo("is nested too deeply");
    }

    private static Path path(String call) {
        return new Path("result", List.of(new Step(call, true)));
    }

    private static Comparison comparison(Path left, Operator operator, String literal) throws BadValue {
        return new Comparison(left, operator, new Constant(Literal.parse(literal)));
    }
}
