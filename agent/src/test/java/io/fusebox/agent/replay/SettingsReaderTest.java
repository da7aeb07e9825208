package io.fusebox.agent.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Window;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.internal.engine.BreakerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    private static final CallLog PAYMENTS =
            new CallLog(BreakerId.of("payments"), "error-threshold = 3\nwindow = 10s\nmode = observe\n");
    private static final CallLog ACME = new CallLog(new BreakerId("http", Optional.of("a.acme.com")), "");

    @Test
    void aBreakerHasTheSettingsItWasRecordedWith() {
        SettingsReader reader = reader(null);
        CircuitBreakerSettings settings = Objects.requireNonNull(reader.recorded(PAYMENTS));
        assertThat(settings.errorThreshold()).hasValue(3);
        assertThat(settings.window()).isEqualTo(new Window.Time(Duration.ofSeconds(10)));
        assertThat(reader.asked(PAYMENTS)).isEqualTo(settings);
    }

    @Test
    void setIsStrongerThanTheRecordingAndTheFile() {
        SettingsReader reader = reader(null, "errorThreshold=7", "reset-timeout=5s");
        CircuitBreakerSettings settings = Objects.requireNonNull(reader.asked(PAYMENTS));
        assertThat(settings.errorThreshold()).hasValue(7);
        assertThat(settings.resetTimeout()).hasSeconds(5);
        assertThat(settings.window()).isEqualTo(new Window.Time(Duration.ofSeconds(10)));
        Configuration file = file("defaults.error-threshold = 9\ndefaults.success-threshold = 4");
        settings = Objects.requireNonNull(reader(file, "error-threshold=7").asked(PAYMENTS));
        assertThat(settings.errorThreshold()).hasValue(7);
        assertThat(settings.successThreshold()).isEqualTo(4);
    }

    @Test
    void aFileCountsWithItsDefaultsItsLinksAndTheSettingsOfItsKeys() {
        Configuration file = file(
                "defaults.success-threshold = 4",
                "breaker.payments.methods = com.acme.Bank#pay",
                "breaker.payments.like = http",
                "breaker.http.methods = com.acme.Http#get",
                "breaker.http.key = arg0",
                "breaker.http.error-threshold = 8",
                "breaker.http[*.acme.com].reset-timeout = 3s");
        SettingsReader reader = reader(file);
        CircuitBreakerSettings ofKey = Objects.requireNonNull(reader.asked(ACME));
        assertThat(ofKey.errorThreshold()).hasValue(8);
        assertThat(ofKey.resetTimeout()).hasSeconds(3);
        CircuitBreakerSettings payments = Objects.requireNonNull(reader.asked(PAYMENTS));
        assertThat(payments.errorThreshold()).hasValue(8);
        assertThat(payments.successThreshold()).isEqualTo(4);
    }

    @Test
    void setMayMeanOneBreakerOrSomeKeys() {
        SettingsReader reader =
                reader(null, "breaker.http[*.acme.com].reset-timeout=3s", "breaker.payments.error-threshold=2");
        assertThat(Objects.requireNonNull(reader.asked(ACME)).resetTimeout()).hasSeconds(3);
        assertThat(Objects.requireNonNull(reader.asked(ACME)).errorThreshold()).hasValue(5);
        assertThat(Objects.requireNonNull(reader.asked(PAYMENTS)).errorThreshold())
                .hasValue(2);
        assertThat(Objects.requireNonNull(reader.asked(PAYMENTS)).resetTimeout())
                .hasSeconds(30);
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void problemsAreThoseOfAFile() {
        SettingsReader reader =
                reader(null, "error-treshold=3", "reset-timeout=30", "slow-call-rate-threshold=50%", "key=arg1");
        assertThat(reader.asked(PAYMENTS)).isNull();
        assertThat(reader.problems())
                .contains("--set: error-treshold = 3: unknown key; write error-threshold")
                .anyMatch(line -> line.startsWith("--set: reset-timeout = 30: has no unit; write "))
                .noneMatch(line -> line.contains("breaker.payments"));
    }

    @Test
    void whatJudgesExceptionsIsRefused() {
        assertThat(SettingsReader.refusal("ignoreExceptions")).isNotNull();
        assertThat(SettingsReader.refusal("breaker.payments.mode")).isNotNull();
        assertThat(SettingsReader.refusal("error-threshold")).isNull();
        assertThat(SettingsReader.refusal("error-treshold")).isNull();
    }

    private static SettingsReader reader(Configuration file, String... sets) {
        List<String[]> all = new ArrayList<>();
        for (String set : sets) {
            all.add(set.split("=", 2));
        }
        return new SettingsReader(file, all);
    }

    private static Configuration file(String... lines) {
        Configuration read = new ConfigReader(Map.of(), Map.of()).read(String.join("\n", lines), "fusebox.properties");
        assertThat(read.problems()).isEmpty();
        return read;
    }
}
