package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.agent.config.keyed.KeySettings;
import io.fusebox.agent.config.source.Problem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of single keys: {@code breaker.http[payments.example.com].reset-timeout = 5s}. */
class KeySettingsTest {
    private static final String HTTP = "breaker.http.methods = a.B#c\nbreaker.http.key = arg0\n";

    @ParameterizedTest
    @CsvSource({
        "api.acme.com, api.acme.com, true",
        "api.acme.com, xapi.acme.com, false",
        "*, '', true",
        "*.internal, db.eu.internal, true",
        "*.internal, internal, false",
        "a*c*e, abcde, true",
        "a*c*e, abcd, false",
        "*ab, aab, true",
        "a.c, abc, false",
        "[::1]:80, [::1]:80, true"
    })
    void aStarStandsForAnyCharacters(String pattern, String key, boolean matches) {
        assertThat(new KeySettings(pattern).matches(key)).isEqualTo(matches);
    }

    @Test
    void theMostExactPatternThatSaysSomethingWins() {
        BreakerDefinition http = http(HTTP + """
                breaker.http.reset-timeout = 30s
                breaker.http[api.eu.internal].reset-timeout = 1s
                breaker.http[*].reset-timeout = 20s
                breaker.http[*].success-threshold = 7
                breaker.http[*.internal].reset-timeout = 10s
                breaker.http[*.eu.internal].reset-timeout = 5s
                breaker.http[*.eu.internal].mode = observe
                """);
        assertThat(reset(http, "acme.com")).isEqualTo(20);
        assertThat(reset(http, "db.internal")).isEqualTo(10);
        assertThat(reset(http, "db.eu.internal")).isEqualTo(5);
        CircuitBreakerSettings exact = http.settings("api.eu.internal");
        assertThat(exact.resetTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(exact.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(exact.successThreshold()).isEqualTo(7);
        assertThat(http.settings().resetTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(http.settings().successThreshold()).isEqualTo(2);
    }

    private static long reset(BreakerDefinition breaker, String key) {
        return breaker.settings(key).resetTimeout().toSeconds();
    }

    @Test
    void aKeyThatNoPatternMatchesHasTheSettingsOfTheBreaker() {
        BreakerDefinition http = http(HTTP + "breaker.http[a].error-threshold = 1\n");
        assertThat(http.settings("b")).isSameAs(http.settings());
    }

    @Test
    void jsonAndSystemPropertiesSayTheSame() {
        Configuration json = new ConfigReader(Map.of(), Map.of())
                .read(
                        "{\"breaker\":{\"http\":{\"methods\":\"a.B#c\",\"key\":\"arg0\"},"
                                + "\"http[api.acme.com]\":{\"error-threshold\":3}}}",
                        "f.json");
        assertThat(json.problems()).isEmpty();
        assertThat(json.breaker("http").settings("api.acme.com").errorThreshold())
                .hasValue(3);

        Configuration overridden = new ConfigReader(
                        Map.of("fusebox.breaker.http[api.acme.com].error-threshold", "4"),
                        Map.of("FUSEBOX_BREAKER_HTTP_API_ACME_COM__SUCCESS_THRESHOLD", "9"))
                .read(HTTP + "breaker.http[api.acme.com].error-threshold = 3\n", "f.properties");
        assertThat(overridden.problems()).isEmpty();
        assertThat(overridden.breaker("http").settings("api.acme.com").errorThreshold())
                .hasValue(4);
        assertThat(overridden.breaker("http").settings("api.acme.com").successThreshold())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        breaker.http[a].reset-timout = 5s           | unknown key; write breaker.http[a].reset-timeout
        breaker.http[a].reset-timeout = 5           | has no unit; write 5s
        breaker.http[].reset-timeout = 5s           | names no key between the brackets; write breaker.http.reset-timeout for all keys
        breaker.http[a].methods = a.B#d             | is a setting of the breaker with all its keys; write breaker.http.methods
        breaker.http[a].max-keys = 5                | is a setting of the breaker with all its keys; write breaker.http.max-keys
        breaker.http[ a].reset-timeout = 5s         | has a [ without ].; a blank, : or = ends a key; write it without, or as \\: and \\=, as in breaker.http[api.example.com\\:8080].reset-timeout
        breaker.http[a.example.com ].recovery = 5s  | has a [ without ].; a blank, : or = ends a key; write it without, or as \\: and \\=, as in breaker.http[api.example.com\\:8080].reset-timeout
        breaker.http[a:8080].reset-timeout = 5s     | has a [ without ].; a blank, : or = ends a key; write it without, or as \\: and \\=, as in breaker.http[api.example.com\\:8080].reset-timeout
        breaker.http[a.reset-timeout = 5s           | has a [ without ].; write breaker.http[a].reset-timeout
        breaker.ht!tp[a].reset-timeout = 5s         | has a breaker name with other characters than A-Z a-z 0-9 . _ -; write breaker.ht-tp[a].reset-timeout
        breaker.http[a].minimum-calls = 500         | is more than the default window = 100 calls ever holds; write 100
        breaker.http[a].slow-call-rate-threshold = 50% | needs slow-call-duration, which http[a] does not set; add breaker.http[a].slow-call-duration = 2s
        """)
    void aMistakeIsToldWithTheWayOut(String line, String problem) {
        Configuration configuration = read(HTTP + line + "\n");
        assertThat(configuration.problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith("f.properties:3: ")
                .endsWith(": " + problem);
    }

    @Test
    void aBreakerWithAMistakeInItsKeysIsLeftOut() {
        Configuration configuration = read(HTTP + "breaker.http[a].reset-timeout = soon\n");
        assertThat(configuration.leftOut()).containsExactly("http");
    }

    @Test
    void withoutAKeyThereIsNothingForThemToMean() {
        Configuration configuration = read("breaker.http.methods = a.B#c\nbreaker.http[a].reset-timeout = 5s\n");
        assertThat(configuration.problems())
                .singleElement()
                .hasToString(
                        "f.properties:2: breaker.http[a].reset-timeout = 5s: needs breaker.http.key, which says what the"
                                + " keys are; add breaker.http.key = arg0, or another parameter");
    }

    @Test
    void theKeyMayComeFromTheBreakerThatThisOneIsLike() {
        Configuration configuration = read(HTTP + """
                breaker.mail.like = http
                breaker.mail.methods = d.E#f
                breaker.mail[a].error-threshold = 9
                """);
        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.breaker("mail").settings("a").errorThreshold()).hasValue(9);
        assertThat(configuration.breaker("http").settings("a").errorThreshold()).hasValue(5);
    }

    private static BreakerDefinition http(String text) {
        Configuration configuration = read(text);
        assertThat(configuration.problems()).isEmpty();
        return configuration.breaker("http");
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "f.properties");
    }
}
