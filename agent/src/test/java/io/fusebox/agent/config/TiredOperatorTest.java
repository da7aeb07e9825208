package io.fusebox.agent.config;

import static io.fusebox.agent.config.CorrectionsTest.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conditions and settings of single keys as somebody writes them who knows another language better: what the problem says to
 * write is accepted and means what was meant; where that cannot be known, it says what is wrong.
 */
class TiredOperatorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exception is java.io.IOException  | exception is \"java.io.IOException\" ~ exception is 'java.io.IOException' ~ exception == IOException ~ exception = IOException ~ exception == java.io.IOException ~ exception == \"java.io.IOException\" ~ exception.getClass() == java.io.IOException.class ~ exception.class == IOException ~ IOException ~ java.io.IOException ~ is java.io.IOException ~ e isa IOException ~ exception is a IOException",
                "!(exception is java.io.IOException) | exception is not java.io.IOException ~ exception is not IOException ~ exception is not \"java.io.IOException\" ~ exception isnt IOException ~ exception !is java.io.IOException ~ exception not instanceof IOException ~ !(e instanceof IOException) ~ exception != IOException",
                "exception is java.io.IOException _ exception is java.sql.SQLException | exception is IOException, SQLException ~ exception is java.io.IOException or java.sql.SQLException ~ exception is IOException __ SQLException ~ exception is IOException __ is SQLException ~ exception is IOException _ SQLException ~ exception in (java.io.IOException, java.sql.SQLException)",
                "exception.getMessage() contains \"x\" | exception contains \"x\" ~ exception.getMessage() contains x ~ exception.getMessage() like \"%x%\" ~ exception.getMessage() contain 'x'",
                "exception.getMessage() startsWith \"x\" | exception.getMessage() like \"x%\" ~ exception startsWith \"x\"",
                "!exception.getMessage() contains \"x\" | exception.getMessage() !contains \"x\" ~ exception.getMessage() not contains \"x\" ~ exception.getMessage() does not contain \"x\"",
                "exception.getMessage() matches \"ORA-.*\" | exception.getMessage() matches ORA-.* ~ exception.getMessage() matches /ORA-.*/",
                "exception.getMessage() matches \"ORA-\\\\\\\\d+\" | exception.getMessage() matches \"ORA-\\\\d+\"",
                "exception.getErrorCode() == 1 _ exception.getErrorCode() == 2 | exception.getErrorCode() in (1, 2) ~ exception.getErrorCode() == 1 __ 2 ~ exception.getErrorCode() in [1,2] ~ exception.getErrorCode() == 1 or 2",
                "exception.getStatusCode() >= 400 && exception.getStatusCode() < 500 | 400 <= exception.getStatusCode() < 500",
                "exception.getStatusCode() >= 400 && exception.getStatusCode() <= 499 | exception.getStatusCode() between 400 and 499 ~ exception.getStatusCode() == 4xx ~ exception.getStatusCode() / 100 == 4",
                "exception.getStatusCode() < 500 | exception.getStatusCode() < \"500\" ~ exception.getStatusCode() < '500' ~ exception.getStatusCode() lt 500",
                "exception.getErrorCode() == 404 | exception.getErrorCode() eq 404 ~ exception.getErrorCode() equals 404",
                "exception is java.lang.Throwable | true ~ exception != null",
                "none                             | false ~ exception == null ~ off ~ null",
            })
    void aConditionOnTheExceptionIsCorrected(String meant, String ways) {
        all("breaker.b.ignore-when = ", meant, ways);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "result != null              | result is not null ~ result IS NOT NULL ~ result isnt null",
                "result.isEmpty()            | result is empty",
                "!result.isEmpty()           | result is not empty",
                "result.ok() == false        | result.ok() is false",
                "result >= 500               | result >= \"500\" ~ >= 500 ~ result >= '500'",
                "result == 500               | 500",
                "result >= 500 && result <= 599 | result == 5xx",
                "result == \"FAILED\"      | result == Status.FAILED ~ result == com.acme.Status.FAILED ~ result == FAILED ~ result eq FAILED",
                "result.status == \"FAILED\" | result.status == FAILED",
                "result is java.util.List    | result is \"java.util.List\"",
                "!(result is com.acme.Ok)    | result is not com.acme.Ok",
            })
    void aConditionOnTheResultIsCorrected(String meant, String ways) {
        all("breaker.b.error-when = ", meant, ways);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "breaker.b[x].error-threshold = 5 ~ breaker[x].b.error-threshold = 5 ~ breaker.b.error-threshold[x] = 5 ~ breaker.b(x).error-threshold = 5 ~ breaker.b{x}.error-threshold = 5 ~ breaker.b<x>.error-threshold = 5 ~ breaker.b[\"x\"].error-threshold = 5 ~ breaker.b['x'].error-threshold = 5 ~ breaker.b.[x].error-threshold = 5 ~ breaker.b[x]error-threshold = 5 ~ breaker.b.errorThreshold[x] = 5 ~ breaker.b [x].error-threshold = 5 ~ breaker.b[x.error-threshold = 5 ~ breaker.b.keys[x].error-threshold = 5 ~ breaker.b.key[x].error-threshold = 5 ~ breakers.b[x].error-threshold = 5",
                "breaker.b[api.example.com].reset-timeout = 5s ~ breaker.b.reset-timeout[api.example.com] = 5s ~ breaker[api.example.com].b.reset-timeout = 5s",
                "breaker.b[7].error-threshold = 5 ~ breaker.b.error-threshold[7] = 5",
                "breaker.b.methods = com.acme.T#m ~ breaker[b].methods = com.acme.T#m ~ breaker.b.methods[x] = com.acme.T#m ~ breakers[b].methods = com.acme.T#m",
                "breaker.b.methods = com.acme.T#m ~ breaker[\"b\"].methods = com.acme.T#m ~ breaker.b[x].methods = com.acme.T#m",
                "defaults.error-threshold = 5 ~ defaults[*].error-threshold = 5 ~ default[*].error-threshold = 5 ~ breaker.*.error-threshold = 5 ~ breaker[*].error-threshold = 5",
                "breaker.b.like = c ~ breaker.b.like = \"c\" ~ breaker.b.like = breaker.c ~ breaker.b.like = c[x] ~ breaker.b.like = c.error-threshold ~ breaker.b.like = C ~ breaker.b.like = breaker.c.error-threshold ~ breaker.b.extends = c ~ breaker.b.inherit = c ~ breaker.b.parent = c ~ breaker.b.base = c",
                "breaker.b.like = none ~ breaker.b.like = off",
                "breaker.b.client = okhttp ~ breaker.b.like = okhttp",
                "breaker.b.error-when = result == null ~ breaker.b.ignore-when = result == null",
                "breaker.b.reset-timeout = 30s ~ breaker.b.reset-timeout-from = 30s",
                "breaker.b.reset-timeout-from = result.header(\"Retry-After\") ~ breaker.b.reset-timeout-from = header(\"Retry-After\")",
                "breaker.b.ignore-exceptions = java.lang.Throwable ~ breaker.b.ignore-exceptions = all ~ breaker.b.ignore-exceptions = *",
                "breaker.b.record-exceptions = java.lang.Throwable ~ breaker.b.record-exceptions = *",
                "breaker.b.state = auto ~ breaker.b.state = off ~ breaker.b.state = none ~ breaker.b.state = default",
            })
    void aLineIsCorrected(String lines) {
        String[] ways = lines.split(" ~ ", -1);
        List<String> wrong = new ArrayList<>();
        for (int i = 1; i < ways.length; i++) {
            int equals = ways[i].indexOf(" = ");
            check(wrong, ways[i].substring(0, equals + 3), ways[i].substring(equals + 3), ways[0]);
        }
        assertThat(wrong).isEmpty();
    }

    /** What can never work, or is known to be no condition, is a problem although it is well formed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ignore-when = exception                   | exception is an exception, which is no condition; for example exception.getStatusCode() < 500",
                "ignore-when = !exception                  | exception is an exception, which is no condition; for example exception.getStatusCode() < 500",
                "ignore-when = exception == true           | exception is an exception, which is compared with true; compare a member of it, as in exception.getStatusCode() < 500",
                "ignore-when = exception == 404            | exception is an exception, which is compared with 404; compare a member of it, as in exception.getStatusCode() < 500",
                "ignore-when = exception < 500             | exception is an exception, which is compared with 500; compare a member of it, as in exception.getStatusCode() < 500",
                "ignore-when = exception.getMessage()      | exception.getMessage() is a text, which is no condition; for example exception.getStatusCode() < 500",
                "ignore-when = exception.getMessage() == 5 | exception.getMessage() is a text, which is compared with 5; compare it with a text",
                "ignore-when = exception.getCause() == 5   | exception.getCause() is an exception, which is compared with 5; compare a member of it, as in exception.getStatusCode() < 500",
                "ignore-when = exception.getCause() contains \"x\" | exception.getCause() is an exception, not a text; for example exception.getMessage() contains \"timed out\"",
                "ignore-when = exception.getCode() < true  | compares by < with true, which is no number; for example exception.getStatusCode() < 500",
                "ignore-when = exception.getCode() < null  | compares by < with null, which is no number; for example exception.getStatusCode() < 500",
                "ignore-when = exception.getCode() < \"x\" | compares by < with \"x\", which is no number; for example exception.getStatusCode() < 500",
                "ignore-when = exception is java.lang.String | no exception is a java.lang.String; for example exception is java.io.IOException",
                "ignore-when = exception is java.io.*      | has a wildcard behind is; a superclass or an interface stands for all its subclasses, as java.io.IOException does",
                "error-when = exception is java.io.IOException | is a condition on the exception, not on the result; an exception is an error anyway; ignore-when says which one is none",
                "error-when = true                         | has a literal that is compared with nothing; for example result.statusCode() >= 500",
                "ignore-exceptions = java.lang.String      | is no class of exceptions; a class of exceptions is, for example, java.io.IOException",
                "cancel-exceptions = java.io.IOException, java.util.ArrayList | is no class of exceptions; a class of exceptions is, for example, java.io.IOException",
                "record-exceptions = none                  | would say that no exception is an error; write all: each is one; if no exception is to be an error, it is ignore-exceptions = java.lang.Throwable",
                "on-open = throw java.lang.String          | is no class of exceptions; a class of exceptions is, for example, java.io.IOException",
                "on-open = throw java.io.Serializable      | names no class that can be thrown; for example throw java.io.IOException",
                "like = b4*                                | has a wildcard; it is the name of one breaker, as in payments",
                "like = defaults                           | there is no breaker of that name; take it out: the defaults hold for every breaker",
                "like = d                                  | there is no breaker of that name; add breaker.d.methods, or take it out",
            })
    void whatCanNeverWorkIsAProblem(String line, String told) {
        Problem problem = CorrectionsTest.onlyProblem("breaker.b." + line);

        assertThat(problem.what() + "; " + problem.instead()).isEqualTo(told);
    }

    /** What may hold for one exception or another, although it looks odd, is accepted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ignore-when = exception != null && exception.getStatusCode() < 500",
                "ignore-when = exception is java.io.Serializable",
                "ignore-when = exception.getCause() == null",
                "ignore-when = exception.getCause() is java.io.IOException",
                "ignore-when = exception.getCode() == \"500\"",
                "ignore-when = exception.getMessage() == null || exception.getMessage() == \"\"",
                "ignore-when = exception.isTransient()",
                "ignore-when = exception.getMessage(5) == 5",
                "error-when = result",
                "error-when = !result",
                "ignore-exceptions = java.io.Serializable",
                "ignore-exceptions = com.acme.String",
            })
    void whatMayWorkIsNone(String line) {
        assertThat(new ConfigReader(Map.of(), Map.of())
                        .read("breaker.b." + line, "fusebox.properties")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "defaults[x].error-threshold = 5 | a key belongs to one breaker: it is breaker.NAME[x].error-threshold",
                "breaker.b*.error-threshold = 5  | a breaker's name has no wildcard: it is breaker.NAME.error-threshold for each breaker, defaults.error-threshold for all",
                "breaker.bx].error-threshold = 5 | it is breaker.NAME[KEY].error-threshold",
                "breakers[0].error-threshold = 5 | it is breaker.NAME.error-threshold for one breaker, defaults.error-threshold for all",
            })
    void whereNobodyKnowsTheBreakerItSaysWhereTheNameStands(String line, String instead) {
        assertThat(CorrectionsTest.onlyProblem(line).instead()).isEqualTo(instead);
    }

    @Test
    void aKeyIsWrittenWithTheEscapesOfItsFile() {
        assertThat(CorrectionsTest.onlyProblem("breaker.b.error-threshold[a\\:8080] = 5")
                        .instead())
                .isEqualTo("write breaker.b[a\\:8080].error-threshold");
        assertThat(new ConfigReader(Map.of(), Map.of())
                        .read("{\"breaker.b.error-threshold[a:8080]\": 5}", "f.json")
                        .problems())
                .singleElement()
                .extracting(Problem::instead)
                .isEqualTo("write breaker.b[a:8080].error-threshold");
    }

    private static void all(String key, String meant, String ways) {
        List<String> wrong = new ArrayList<>();
        for (String way : ways.split(" ~ ", -1)) {
            check(wrong, key, bars(way), key + bars(meant));
        }
        assertThat(wrong).isEmpty();
    }

    /** The columns of these tables stand between bars: {@code _} is one here, or two where that is an operator. */
    private static String bars(String text) {
        return text.replace(" __ ", " || ")
                .replace(" _ exception", " || exception")
                .replace(" _ ", " | ");
    }
}
