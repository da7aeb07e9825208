package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that cannot work together are a problem, settings without effect are a note, the others are neither. */
class SettingConflictsTest {
    @Test
    void minimumCallsThatTheWindowNeverHoldsAreAProblem() {
        assertThat(problems("breaker.b.window = 10 calls\nbreaker.b.minimum-calls = 20"))
                .containsExactly(
                        "f.properties:2: breaker.b.minimum-calls = 20: is more than breaker.b.window = 10 calls ever"
                                + " holds; write 10");
        assertThat(problems("defaults.error-rate-threshold = 50%\nbreaker.b.minimum-calls = 101"))
                .containsExactly(
                        "f.properties:2: breaker.b.minimum-calls = 101: is more than the default window = 100 calls"
                                + " ever holds; write 100");
    }

    @Test
    void aLongestWaitBelowTheWaitIsAProblem() {
        assertThat(problems("breaker.b.reset-timeout = 1m\nbreaker.b.reset-timeout-max = 30s"))
                .containsExactly("f.properties:2: breaker.b.reset-timeout-max = 30s: is shorter than"
                        + " breaker.b.reset-timeout = 1m; write 1m");
        assertThat(problems("breaker.b.reset-timeout-max = 10s"))
                .containsExactly("f.properties:1: breaker.b.reset-timeout-max = 10s: is shorter than"
                        + " the default reset-timeout = 30s; write 30s");
    }

    /** A default stands for breakers that may say the other half themselves. */
    @Test
    void aValueOfTheDefaultsDoesNotConflictWithABreakersOwnNorWithABuiltInDefault() {
        assertThat(problems("defaults.reset-timeout-max = 10s\nbreaker.b.reset-timeout = 5s"))
                .isEmpty();
        assertThat(problems("defaults.window = 10 calls\ndefaults.minimum-calls = 5\nbreaker.b.minimum-calls = 20"))
                .isEmpty();
        assertThat(problems("defaults.reset-timeout = 1m\ndefaults.reset-timeout-max = 30s"))
                .containsExactly("f.properties:2: defaults.reset-timeout-max = 30s: is shorter than"
                        + " defaults.reset-timeout = 1m; write 1m");
    }

    @Test
    void anExceptionInTwoListsIsAProblem() {
        assertThat(problems("breaker.b.record-exceptions = a.B, c.D\nbreaker.b.ignore-exceptions = c.D"))
                .containsExactly(
                        "f.properties:1: breaker.b.record-exceptions = a.B, c.D: has c.D, which ignore-exceptions"
                                + " has too; remove it from one of the two");
    }

    @Test
    void conflictsOfTheDefaultsLeaveOutTheBreakersThatTakeThem() {
        Configuration configuration = read("""
                defaults.window = 10 calls
                defaults.minimum-calls = 20
                breaker.takes.error-rate-threshold = 50%
                breaker.own.error-rate-threshold = 50%
                breaker.own.minimum-calls = 5
                """);

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.properties:2: defaults.minimum-calls = 20: is more than defaults.window = 10 calls ever"
                                + " holds; write 10");
        assertThat(configuration.leftOut()).containsExactly("takes");
    }

    /** The engine has a rule for each: as many calls as the window holds are enough, a wait is never shortened. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "breaker.b.window = 10 calls\nbreaker.b.error-rate-threshold = 50%",
                "defaults.minimum-calls = 50\nbreaker.b.window = 10 calls\nbreaker.b.error-rate-threshold = 50%",
                "breaker.b.minimum-calls = 5000\nbreaker.b.window = 10s\nbreaker.b.error-rate-threshold = 50%",
                "breaker.b.reset-timeout = 15m",
                "defaults.reset-timeout-max = 1m\nbreaker.b.reset-timeout = 5m",
                "defaults.ignore-exceptions = c.D\nbreaker.b.record-exceptions = c.D",
                "breaker.b.slow-call-duration = 1s\nbreaker.b.slow-call-rate-threshold = 50%",
                "breaker.b.error-expiry = 1m",
                "breaker.b.error-expiry = 1m\nbreaker.b.error-threshold = 2",
                "breaker.b.reset-timeout-from = exception.getRetryAfter()",
                "breaker.b.reset-timeout-from = result.retryAfter()\nbreaker.b.error-when = result.failed()",
                "breaker.b.error-threshold = off\nbreaker.b.error-rate-threshold = 50%",
                "breaker.b.key = arg0\nbreaker.b.max-keys = 5",
            })
    void whatWorksTogetherIsNoProblemAndNoNote(String text) {
        assertThat(problems(text)).isEmpty();
        assertThat(read(text).notes()).isEmpty();
        assertThat(read(text).breakers()).hasSize(1);
    }

    @Test
    void whatHasNoEffectIsANote() {
        assertThat(read("breaker.b.error-threshold = off").notes())
                .containsExactly("b never opens by itself: error-threshold is off and there is no rate threshold");
        assertThat(read("breaker.b.window = 10s").notes())
                .containsExactly(
                        "breaker.b.window has no effect without error-rate-threshold or slow-call-rate-threshold");
        assertThat(read("breaker.b.slow-call-duration = 1s").notes())
                .containsExactly("breaker.b.slow-call-duration counts slow calls; they open nothing without"
                        + " slow-call-rate-threshold");
        assertThat(read("breaker.b.error-expiry = 1m\nbreaker.b.error-threshold = 1")
                        .notes())
                .containsExactly("breaker.b.error-expiry has no effect without an error-threshold of 2 or more");
        assertThat(read("breaker.b.reset-timeout-from = result.retryAfter()").notes())
                .containsExactly("breaker.b.reset-timeout-from has no effect without error-when: no other result opens"
                        + " a breaker");
        assertThat(read("breaker.b.max-keys = 5").notes())
                .containsExactly("breaker.b.max-keys has no effect without key");
    }

    private static List<String> problems(String text) {
        return read(text).problems().stream().map(Problem::toString).toList();
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "f.properties");
    }
}
