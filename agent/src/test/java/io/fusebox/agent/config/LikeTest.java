package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.Mode;
import io.fusebox.agent.config.source.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A breaker that is like another takes the settings that it does not have itself. */
class LikeTest {
    @Test
    void whatABreakerDoesNotSayItTakesFromTheOtherBeforeTheDefaults() {
        Configuration configuration = read("""
                defaults.error-threshold = 2
                defaults.success-threshold = 9
                defaults.minimum-calls = 7
                breaker.slow.methods = a.B#c
                breaker.slow.error-threshold = 3
                breaker.slow.success-threshold = 4
                breaker.slow.on-open = return null
                breaker.slow.key = arg0
                breaker.mail.like = slow
                breaker.mail.methods = d.E#f
                breaker.mail.success-threshold = 5
                """);

        assertThat(configuration.problems()).isEmpty();
        BreakerDefinition mail = configuration.breaker("mail");
        assertThat(mail.methods()).hasToString("[d.E#f]");
        assertThat(mail.settings().errorThreshold()).hasValue(3);
        assertThat(mail.settings().successThreshold()).isEqualTo(5);
        assertThat(mail.settings().minimumCalls()).isEqualTo(7);
        assertThat(mail.onOpen()).isEqualTo(configuration.breaker("slow").onOpen());
        assertThat(mail.keys()).isNotEmpty();
        assertThat(mail.problem(Setting.ON_OPEN, "does not fit", "for example return 5"))
                .hasToString("f.properties:7: breaker.slow.on-open = return null: does not fit; for example return 5");
    }

    @Test
    void theMethodsOfTheOtherStayItsOwn() {
        Configuration configuration = read("breaker.a.methods = a.B#c\nbreaker.b.like = a");

        assertThat(configuration.breaker("b").methods()).isEmpty();
    }

    @Test
    void theOtherMayBeLikeAThirdAndStandAnywhere() {
        Configuration configuration = read("""
                breaker.a.like = b
                breaker.b.like = c
                breaker.c.mode = observe
                """);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.breaker("a").settings().mode()).isEqualTo(Mode.OBSERVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "breaker.a.like = c      | there is no breaker of that name; add breaker.c.methods, or take it out",
                "breaker.a.like = payment | there is no breaker of that name; write payments",
                "breaker.a.like = a      | is the breaker itself; take it out",
                "breaker.a.like = b c    | is no name of a breaker; write b-c",
                "breaker.a.like = breaker.b | there is no breaker of that name; write b",
                "defaults.like = b       | cannot be a default; it is breaker.NAME.like, for each breaker",
            })
    void aMistakeIsTold(String line, String told) {
        Configuration configuration = read("breaker.b.mode = off\nbreaker.payments.mode = off\n" + line);

        assertThat(configuration.problems())
                .extracting(problem -> problem.what() + "; " + problem.instead())
                .containsExactly(told);
        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("b", "payments");
    }

    @Test
    void aCircleIsToldOnceAndLeavesOutWhoIsInIt() {
        Configuration configuration = read("""
                breaker.a.like = b
                breaker.b.like = c
                breaker.c.like = a
                breaker.d.mode = off
                """);

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.properties:3: breaker.c.like = a: is a circle: that breaker is like this one; take it out");
        assertThat(configuration.leftOut()).containsExactly("a", "b", "c");
    }

    @Test
    void aProblemOfTheOtherLeavesOutBoth() {
        Configuration configuration = read("""
                breaker.a.like = b
                breaker.b.reset-timeout = 30
                breaker.c.like = d
                breaker.d.rest-timeout = 30s
                breaker.e.like = b
                breaker.e.reset-timeout = 10s
                """);

        assertThat(configuration.problems()).hasSize(2);
        assertThat(configuration.leftOut()).containsExactly("a", "b", "c", "d");
        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("e");
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "f.properties");
    }
}
