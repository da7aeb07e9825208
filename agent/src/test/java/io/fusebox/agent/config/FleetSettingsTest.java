package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC 11 and 3: a wrong setting of the fleet is one clear line, and no password is in it. */
class FleetSettingsTest {
    private static final Pattern LINE = Pattern.compile("(?:breaker|fleet)\\.\\S+ = \\S+?(?=,? |,?$)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fleet.quorum = 50          | hint",
                "fleet.quorum = 1           | hint",
                "fleet.quorum = 2           | hint",
                "fleet.quorum = 0           | hint",
                "fleet.quorum = 3 JVMs      | hint",
                "fleet.quorum = 2/3         | hint",
                "fleet.quorum = 2 of 3      | hint",
                "fleet.quorum = majority    | hint",
                "fleet.quorum = off         | hint",
                "fleet.quorum = 0.5         | 50%",
                "fleet.quorum = 50 %        | 50%",
                "fleet.quorum = 50 percent  | 50%",
                "fleet.quorum = half        | 50%",
                "fleet.quorum = ALL         | 100%",
                "defaults.fleet = on        | share",
                "defaults.fleet = true      | share",
                "breaker.b.fleet = shared   | share",
                "breaker.b.fleet = none     | off",
                "breaker.b.fleet = observed | observe",
                "breaker.b.client = postgres | jdbc",
                "breaker.b.client = kafka   | kafka-producer",
                "breaker.b.client = mongo   | mongodb",
                "breaker.b.client = [okhttp] | okhttp",
                "breaker.b.client = jdbc,   | jdbc",
                "breaker.b.client = jdbc, jdbc | jdbc",
                "breaker.b.client = redis   | hint",
                "breaker.b.client = apache-http | hint",
                "breaker.b.client = http    | hint",
                "breaker.b.client = jdbc, postgres | hint",
                "fleet.url = valkey://h:6379 | redis://h:6379",
                "fleet.url = REDIS://h      | redis://h",
                "fleet.url = rediss+tls://h | hint",
                "fleet.url = h:6379         | redis://h:6379",
                "fleet.url = redis://a:1,redis://b:2 | hint",
            })
    void r11_aCorrectionIsGivenOnlyWhereItIsKnownWhatWasMeant(String line, String correction) {
        Problem problem = onlyProblem(line);

        if (correction.equals("hint")) {
            assertThat(problem.instead()).doesNotStartWith("write");
        } else {
            assertThat(problem.instead()).isEqualTo("write " + correction);
            assertThat(read(line.substring(0, line.indexOf('=') + 2) + correction))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc, okhttp", "jdbc okhttp", "[jdbc, okhttp]", "jdbc|okhttp", "jdbc+okhttp", "jdbc,okhttp,grpc"
            })
    void whereSeveralPresetsAreMeantEachBecomesABreakerOfItsOwn(String clients) {
        String instead = onlyProblem("breaker.b.client = " + clients).instead();

        StringBuilder lines = new StringBuilder();
        Matcher line = LINE.matcher(instead);
        while (line.find()) {
            lines.append(line.group()).append('\n');
        }
        assertThat(lines.toString()).contains("breaker.jdbc.client = jdbc\n", "breaker.okhttp.client = okhttp\n");
        assertThat(read(lines.toString())).isEmpty();
    }

    @Test
    void aQuorumThatIsANumberSaysThatItIsAShare() {
        assertThat(onlyProblem("fleet.quorum = 2").toString())
                .isEqualTo(
                        "f.properties:1: fleet.quorum = 2: is not a percentage; it is a share of the JVMs that call the"
                                + " breaker, as in 50%, and never fewer than two of them; a number of JVMs is not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://secret@host",
                "rediss://secret@host:6380",
                "redis://:secret@host",
                "redis://shop:secret@host",
                "redis://secret:@host",
                "redis://host?password=secret",
                "redis://:secret@host?password=secret",
                "secret@host:6379",
                "tcp://secret@host:6379",
                "tcp://u:secret@host",
                ":secret@host",
                "redis://se/secret@host",
                "redis://x secret@host",
                "redis://:a@secret@host",
                "redis://secret@host,redis://host2",
                "redis://secret@host/x"
            })
    void aPasswordInTheUrlIsAProblemThatDoesNotShowIt(String url) {
        for (String more : List.of("", "\nfleet.name = shop", "\nfleet.password-file = none")) {
            assertThat(onlyProblem("fleet.url = " + url + more).toString()).doesNotContain("secret");
        }
    }

    @Test
    void aUserWithoutAPasswordIsAProblemAndSaysWhatToWrite() {
        Problem problem = onlyProblem("fleet.url = redis://secret@host:6379/3");

        assertThat(problem.toString())
                .isEqualTo(
                        "f.properties:1: fleet.url = redis://***@host:6379/3: has a user before the @, and there is no"
                                + " fleet.password-file; put the password into a file, and name that in fleet.password-file; if"
                                + " what is before the @ is the password itself, write here redis://host:6379/3");
        assertThat(read("fleet.url = redis://host:6379/3\nfleet.password-file = /run/secrets/redis"))
                .isEmpty();
        assertThat(read("fleet.url = redis://shop@host:6379/3\nfleet.password-file = /run/secrets/redis"))
                .isEmpty();
        assertThat(read("fleet.url = redis://host:6379/3")).isEmpty();
    }

    @Test
    void aPasswordThatAPlaceholderStandsForIsNotShown() {
        List<Problem> problems = new ConfigReader(Map.of("redis.url", "redis://secret@host"), Map.of())
                .read("fleet.url = ${redis.url}", "f.properties")
                .problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString()).doesNotContain("secret").contains("leave it out of the address");
    }

    private static Problem onlyProblem(String text) {
        List<Problem> problems = read(text);
        assertThat(problems).as(text).hasSize(1);
        return problems.get(0);
    }

    private static List<Problem> read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "f.properties").problems();
    }
}
