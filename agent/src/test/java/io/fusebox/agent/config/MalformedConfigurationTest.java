package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of a file that is wrong, and the line that the user reads about it. */
class MalformedConfigurationTest {
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("breaker.b.reset-timeout = 30", "has no unit; write 30s"),
                mistake("breaker.b.resetTimeout = 30", "has no unit; write 30s"),
                mistake("breaker.b.reset-timeout = 0s", "must be a duration > 0, at most 365 days; for example 30s"),
                mistake("breaker.b.reset-timeout = 9999h", "must be a duration > 0, at most 365 days; for example 30s"),
                mistake("breaker.b.error-threshold = 0", "must be a whole number >= 1; write off"),
                mistake("breaker.b.error-threshold = -3", "must be a whole number >= 1; for example 5"),
                mistake("breaker.b.max-keys = 0", "must be a whole number >= 1; for example 5"),
                mistake("breaker.b.error-threshold = five", "is not a whole number; a whole number looks like 5"),
                mistake("breaker.b.error-threshold = 99999999999", "is too large; the largest number is 2147483647"),
                mistake("breaker.b.error-threshold =", "", "has no value; for example 5"),
                mistake("breaker.b.error-rate-threshold = 50", "has no percent sign; write 50%"),
                mistake(
                        "breaker.b.error-rate-threshold = 101%",
                        "must be a percentage > 0%, at most 100%; for example 50%"),
                mistake(
                        "breaker.b.reset-timeout-jitter = 101%",
                        "must be a percentage from 0% to 100%; for example 10%"),
                mistake(
                        "breaker.b.reset-timeout-multiplier = 0.5",
                        "must be a number from 1 to 1000000; for example 1.5"),
                mistake("breaker.b.window = 0 calls", "must be from 1 to 1000000 calls; for example 100 calls"),
                mistake("breaker.b.window = 5ms", "must last from 10ms to 365 days; for example 100 calls"),
                mistake(
                        "breaker.b.window = 100",
                        "is neither a number of calls nor a duration: 100s would be accepted, too; write 100 calls"),
                mistake(
                        "breaker.b.slow-call-rate-threshold = 50%",
                        "needs slow-call-duration, which b does not set; add breaker.b.slow-call-duration = 2s"),
                mistake("breaker.b.mode = on", "is not known; write enforce"),
                mistake(
                        "breaker.b.mode = off # for now",
                        "' #' does not begin a comment here; put the comment on a line of its own"),
                mistake(
                        "breaker.b.methods = a.B#c # the charge",
                        "' #' does not begin a comment here; put the comment on a line of its own"),
                mistake("breaker.b.methods = a.B #c", "has a blank in it; write a.B#c"),
                mistake("breaker.b.methods = a.B.c", "has no # between type and method; write a.B#c"),
                mistake("breaker.b.methods = a.B#c,", "has an empty element; write a.B#c"),
                mistake(
                        "breaker.b.on-open = retry",
                        "is not known; it is throw, throw <exception class>, return <literal> or call <method>"),
                mistake(
                        "breaker.b.key = result",
                        "'result' is not known here; a path begins with arg0, arg1, ... or this"),
                mistake("breaker.b.error-when = result = 5", "has a single =; write result == 5"),
                mistake(
                        "breaker.b.reset-timeout = ${WAIT}",
                        "neither the system property nor the environment variable 'WAIT' is set; set it, or give it a default as in ${WAIT:default}"),
                mistake("breaker.b.eror-threshold = 5", "unknown key; write breaker.b.error-threshold"),
                mistake("breaker.b.c.eror_threshold = 5", "unknown key; write breaker.b.c.error-threshold"),
                mistake("breaker.b.stack-traces = on", "unknown key; write agent.stack-traces"),
                mistake("breaker.b = 5", "names no setting; a setting stands behind the name, as in breaker.b.methods"),
                mistake("breaker.methods = a.B#c", "names no breaker; it is breaker.NAME.methods"),
                mistake("breaker..methods = a.B#c", "names no breaker; it is breaker.NAME.methods"),
                mistake(
                        "breaker.p\u00e4y.methods = a.B#c",
                        "has a breaker name with other characters than A-Z a-z 0-9 . _ -; write breaker.p-y.methods"),
                mistake("breakers.b.methods = a.B#c", "unknown key; write breaker.b.methods"),
                mistake("default.mode = off", "unknown key; write defaults.mode"),
                mistake("b.methods = a.B#c", "unknown key; write breaker.b.methods"),
                mistake(
                        "error-threshold = 5",
                        "names no breaker; it is breaker.NAME.error-threshold for one breaker, defaults.error-threshold for all"),
                mistake(
                        "fusebox.breaker.b.mode = off",
                        "unknown key: only system properties begin with 'fusebox.'; write breaker.b.mode"),
                mistake("strict = true", "unknown key; write agent.strict"),
                mistake("agent.strickt = true", "unknown key; write agent.strict"),
                mistake("agent.error-threshold = 5", "unknown key; write defaults.error-threshold"),
                mistake(
                        "agent.colour = red",
                        "unknown key; it is one of mode, strict, reload-interval, log, log-format, stack-traces, annotations, jmx, http, http-token-file, micrometer, dump-classes"),
                mistake("agent.strict = yes", "is not known; write true"),
                mistake("agent.reload-interval = 0s", "must be a duration > 0; write off"),
                mistake(
                        "defaults.methods = a.B#c",
                        "cannot be a default; it is breaker.NAME.methods, for each breaker"),
                mistake(
                        "something = else",
                        "unknown key; a key looks like breaker.NAME.setting, defaults.setting or agent.setting"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldInOneLineThatSaysWhereAndWhatInstead(String line, String value, String expected) {
        String key = line.substring(0, line.indexOf(" ="));
        Configuration configuration = read("# first\n" + line + "\nbreaker.good.error-threshold = 1\n");

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly("fusebox.properties:2: " + key + " = " + value + ": " + expected);
        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("good");
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
        assertThat(read("""
                        breaker.b.methods = a.B#c, a.B.d, \\
                            a.B#<init>
                        breaker.b.error-threshold = 5
                        breaker.b.errorThreshold = 6
                        breaker.b.mode = on
                        breaker.b.mode = off
                        breaker.c.ignore-exceptions = a.*, java/io/IOException
                        """).problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "fusebox.properties:1: breaker.b.methods = a.B.d: has no # between type and method; write a.B#d",
                        "fusebox.properties:2: breaker.b.methods = a.B#<init>: names a constructor, which cannot be"
                                + " guarded; name a method instead, such as the one that makes the object",
                        "fusebox.properties:4: breaker.b.errorThreshold = 6: duplicate key, set in line 3 already as"
                                + " breaker.b.error-threshold; remove one of the two",
                        "fusebox.properties:5: breaker.b.mode = on: is not known; write enforce",
                        "fusebox.properties:6: breaker.b.mode = off: duplicate key, set in line 5 already; remove one"
                                + " of the two",
                        "fusebox.properties:7: breaker.c.ignore-exceptions = a.*: has a wildcard, which is for method"
                                + " patterns only; a superclass or an interface stands for all its subclasses, as java.io.IOException does",
                        "fusebox.properties:7: breaker.c.ignore-exceptions = java/io/IOException: 'java/io/IOException'"
                                + " is no class name; write java.io.IOException");
    }

    @Test
    void aCommentInsideAContinuedListIsTold() {
        assertThat(read("breaker.b.methods = a.B#c, \\\n  # the rest\n").problems())
                .extracting(problem -> problem.origin().line() + ": " + problem.what())
                .containsExactly("2: ' #' does not begin a comment here");
    }

    @Test
    void aHashInsideATextIsNoComment() {
        assertThat(read("breaker.b.on-open = return \"see # 5\"").problems()).isEmpty();
    }

    @Test
    void aSingleBackslashInAFileNameIsTold() {
        assertThat(read("agent.log = C:\\temp\\fusebox.log").problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "fusebox.properties:1: agent.log = C: emp usebox.log: has a control character: a backslash"
                                + " begins an escape; a backslash is written \\\\; file names may have / instead");
    }

    @Test
    void aMalformedEscapeLeavesItsBreakerOut() {
        Configuration configuration = read("breaker.b.methods = a.B#c\nbreaker.b.key = \\u12\n");

        assertThat(configuration.leftOut()).containsExactly("b");
        assertThat(configuration.problems()).hasSize(1);
    }

    @Test
    void aLongValueIsShortenedAndStaysOnOneLine() {
        String problem =
                read("breaker.b.mode = " + "x".repeat(10_000)).problems().get(0).toString();

        assertThat(problem).hasSizeLessThan(300).doesNotContain("\n").contains("xxx...:");
    }

    private static Arguments mistake(String line, String expected) {
        return Arguments.of(line, line.substring(line.indexOf("= ") + 2), expected);
    }

    private static Arguments mistake(String line, String value, String expected) {
        return Arguments.of(line, value, expected);
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "fusebox.properties");
    }
}
