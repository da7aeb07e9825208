package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.BreakerSetting;
import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.config.page.SettingsPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    /** Writes the page anew: for whoever changed the table. */
    public static void main(String[] arguments) throws Exception {
        Files.writeString(Path.of(arguments[0]), SettingsPage.markdown());
    }

    @Test
    void thePageOfSettingsIsUpToDate() throws Exception {
        assertThat(Files.readString(PAGE)).isEqualTo(SettingsPage.markdown());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theDefaultWrittenOutIsTheDefault(Setting setting) {
        String key = setting.ofAgent() ? setting.scope() : "breaker.b.";
        Configuration written = read(key + setting.key() + " = " + setting.defaultText());
        Configuration silent = read("breaker.b.methods = none");

        assertThat(written.problems()).isEmpty();
        assertThat(written.agent()).isEqualTo(silent.agent()).isEqualTo(AgentOptions.defaults());
        assertThat(written.defaultsFor("b")).isEqualTo(silent.breaker("b"));
        if (!setting.ofAgent()) {
            assertThat(written.breaker("b")).isEqualTo(silent.breaker("b"));
            assertThat(written.breaker("b").settings()).isEqualTo(CircuitBreakerSettings.defaults());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theExampleInAProblemIsAValueThatTheSettingTakes(Setting setting) {
        String key = setting.ofAgent()
                ? setting.scope()
                : "breaker.payments.mode = off\nbreaker.b.slow-call-duration = 1s\nbreaker.c.slow-call-duration = 1s\nbreaker.c.";
        if (setting == Setting.of(BreakerSetting.SLOW_CALL_DURATION)) {
            key = "breaker.c.";
        }
        assertThat(read(key + setting.key() + " = " + setting.type().example()).problems())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void camelCaseOfTheSameWordsIsTheSameKey(Setting setting) {
        StringBuilder camelCase = new StringBuilder();
        for (String word : setting.key().split("-", -1)) {
            camelCase.append(
                    camelCase.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        assertThat(Key.find(camelCase.toString(), setting.scope())).isSameAs(setting);
    }

    @ParameterizedTest
    @CsvSource({
        "eror-threshold, error-threshold",
        "error_threshold, error-threshold",
        "errorthreshold, error-threshold",
        "ERROR-THRESHOLD, error-threshold",
        "treshold-error, ",
        "reset-timout, reset-timeout",
        "rest-timeout, reset-timeout",
        "resetTimeOut, reset-timeout",
        "ignore-exception, ignore-exceptions",
        "method, methods",
        "kye, key",
        "onopen, on-open",
        "failures, ",
    })
    void aKeyNearAnotherIsAnsweredWithIt(String written, String nearest) {
        Setting found = Key.nearest(written, Setting.OF_BREAKERS);
        assertThat(found == null ? null : found.key()).isEqualTo(nearest);
    }

    static Stream<Setting> all() {
        return Stream.of(Setting.all());
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "fusebox.properties");
    }
}
