package io.fusebox.agent.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expressions that are asked of one part of a call: {@code when}, {@code cancel-when}, {@code key}. */
class CallExpressionTest {
    @Test
    void whenBeginsAtTheObjectOrAtOneParameter() throws BadValue {
        assertThat(Expression.rootOf(Expression.callCondition("this.a == null && !(this.b() > 3 || this.c)")))
                .isEqualTo("this");
        assertThat(Expression.rootOf(Expression.callCondition("arg11.getName() == \"close\"")))
                .isEqualTo("arg11");
        assertThat(Expression.argument("arg11")).isEqualTo(11);
        assertThat(Expression.argument("this")).isEqualTo(-1);
    }

    @Test
    void cancelWhenBeginsAtTheResultOrAtTheException() throws BadValue {
        assertThat(Expression.rootOf(Expression.endCondition("exception == null")))
                .isEqualTo("exception");
        assertThat(Expression.rootOf(Expression.endCondition("result.getCode() == \"CANCELLED\"")))
                .isEqualTo("result");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "this.a == arg0.b | begins at this and arg0; all paths begin at this, or all at the same parameter",
                "result == null | 'result' is not known here; a path begins with arg0, arg1, ... or this",
            })
    void aBadWhenIsTold(String text, String refusal) {
        BadValue problem = catchThrowableOfType(BadValue.class, () -> Expression.callCondition(text));
        assertThat(problem.what() + "; " + problem.instead()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "result == null && exception is java.io.IOException"
                        + " | begins at result and exception; all paths begin at result, or all at exception",
                "arg0 == null | 'arg0' is not known here; a condition begins with result or exception,"
                        + " as in exception == null",
            })
    void aBadCancelWhenIsTold(String text, String refusal) {
        BadValue problem = catchThrowableOfType(BadValue.class, () -> Expression.endCondition(text));
        assertThat(problem.what() + "; " + problem.instead()).isEqualTo(refusal);
    }

    @Test
    void aKeyHasSeveralPaths() throws BadValue {
        assertThat(Expression.paths("arg0.getHost(), this.session.getProperty(\"a, b\")"))
                .containsExactly(
                        Expression.path("arg0.getHost()"), Expression.path("this.session.getProperty(\"a, b\")"));
        assertThat(Expression.paths("this.url")).containsExactly(Expression.path("this.url"));
    }

    @Test
    void aBadPathAmongSeveralIsToldWithAllOfThem() {
        BadValue problem =
                catchThrowableOfType(BadValue.class, () -> Expression.paths("arg0.getHost(), self.url, this.name"));
        assertThat(problem.instead()).isEqualTo("write arg0.getHost(), this.url, this.name");
    }
}
