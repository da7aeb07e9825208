package io.fusebox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings are validated: each message names the setting, its bounds and the value. */
class SettingsTest {
    private static final Duration TOO_LONG = Duration.ofDays(365).plusNanos(1);

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        CircuitBreakerSettings settings = CircuitBreakerSettings.defaults();
        assertThat(settings.errorThreshold()).hasValue(5);
        assertThat(settings.successThreshold()).isEqualTo(2);
        assertThat(settings.resetTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.halfOpenCapacity()).isEqualTo(1);
        assertThat(settings.halfOpenErrorThreshold()).isEqualTo(1);
        assertThat(settings.probeTimeout()).isEmpty();
        assertThat(settings.effectiveProbeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.ignoreExceptions()).isEmpty();
        assertThat(settings.recordExceptions()).isEmpty();
        assertThat(settings.cancelExceptions()).isEqualTo(CircuitBreakerSettings.DEFAULT_CANCEL_EXCEPTIONS);
        assertThat(settings.errorRateThreshold()).isEmpty();
        assertThat(settings.slowCallDuration()).isEmpty();
        assertThat(settings.slowCallRateThreshold()).isEmpty();
        assertThat(settings.window()).isEqualTo(new Window.Calls(100));
        assertThat(settings.minimumCalls()).isEqualTo(20);
        assertThat(settings.resetTimeoutMultiplier()).isEqualTo(1);
        assertThat(settings.resetTimeoutMax()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.resetTimeoutJitter()).isZero();
        assertThat(settings.mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void whatIsMissingIsNamed() {
        CircuitBreakerSettings.Builder builder = CircuitBreakerSettings.builder();
        assertThatThrownBy(() -> builder.resetTimeout(null).build()).hasMessage("reset-timeout");
        builder.resetTimeout(Duration.ofSeconds(1));
        assertThatThrownBy(() -> builder.ignoreExceptions(null).build()).hasMessage("ignore-exceptions");
    }

    @Test
    void nestedClassesAndPackagelessOnesHaveNamesToo() {
        List<String> names = List.of("com.acme.Outer$Inner", "Packageless", "com.acme.v2.Überlast");
        assertThat(CircuitBreakerSettings.builder()
                        .ignoreExceptions(names)
                        .build()
                        .ignoreExceptions())
                .isEqualTo(names);
    }

    private static Arguments wrong(Consumer<CircuitBreakerSettings.Builder> setting, String message) {
        return Arguments.of(message, setting);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong(s -> s.errorThreshold(0), "error-threshold must be a whole number >= 1, was 0"),
                wrong(s -> s.successThreshold(-1), "success-threshold must be a whole number >= 1, was -1"),
                wrong(s -> s.halfOpenCapacity(0), "half-open-capacity must be a whole number >= 1, was 0"),
                wrong(s -> s.halfOpenErrorThreshold(0), "half-open-error-threshold must be a whole number >= 1, was 0"),
                wrong(s -> s.minimumCalls(0), "minimum-calls must be a whole number >= 1, was 0"),
                wrong(
                        s -> s.resetTimeout(Duration.ZERO),
                        "reset-timeout must be a duration > 0, at most 365 days, was PT0S"),
                wrong(
                        s -> s.resetTimeout(Duration.ofNanos(-1)),
                        "reset-timeout must be a duration > 0, at most 365 days, was PT-0.000000001S"),
                wrong(
                        s -> s.resetTimeout(TOO_LONG),
                        "reset-timeout must be a duration > 0, at most 365 days, was PT8760H0.000000001S"),
                wrong(
                        s -> s.probeTimeout(Duration.ZERO),
                        "probe-timeout must be a duration > 0, at most 365 days, was PT0S"),
                wrong(
                        s -> s.slowCallDuration(Duration.ZERO),
                        "slow-call-duration must be a duration > 0, at most 365 days, was PT0S"),
                wrong(
                        s -> s.ignoreExceptions(List.of("java.io.IOException", "IO Exception")),
                        "ignore-exceptions must be full class names such as java.io.IOException, was 'IO Exception'"),
                wrong(
                        s -> s.recordExceptions(List.of("java.io.*")),
                        "record-exceptions must be full class names such as java.io.IOException, was 'java.io.*'"),
                wrong(
                        s -> s.cancelExceptions(List.of("")),
                        "cancel-exceptions must be full class names such as java.io.IOException, was ''"),
                wrong(
                        s -> s.cancelExceptions(List.of("java.io.")),
                        "cancel-exceptions must be full class names such as java.io.IOException, was 'java.io.'"),
                wrong(
                        s -> s.cancelExceptions(List.of("java..io")),
                        "cancel-exceptions must be full class names such as java.io.IOException, was 'java..io'"),
                wrong(
                        s -> s.cancelExceptions(List.of("1.Io")),
                        "cancel-exceptions must be full class names such as java.io.IOException, was '1.Io'"),
                wrong(
                        s -> s.resetTimeoutMax(TOO_LONG),
                        "reset-timeout-max must be a duration > 0, at most 365 days, was PT8760H0.000000001S"),
                wrong(
                        s -> s.errorRateThreshold(0),
                        "error-rate-threshold must be a percentage > 0%, at most 100%, was 0.0%"),
                wrong(
                        s -> s.errorRateThreshold(100.1),
                        "error-rate-threshold must be a percentage > 0%, at most 100%, was 100.1%"),
                wrong(
                        s -> s.errorRateThreshold(Double.NaN),
                        "error-rate-threshold must be a percentage > 0%, at most 100%, was NaN%"),
                wrong(
                        s -> s.slowCallDuration(Duration.ofSeconds(1)).slowCallRateThreshold(-1),
                        "slow-call-rate-threshold must be a percentage > 0%, at most 100%, was -1.0%"),
                wrong(
                        s -> s.slowCallRateThreshold(50),
                        "slow-call-rate-threshold needs slow-call-duration, which is not set"),
                wrong(
                        s -> s.resetTimeoutMultiplier(0.9),
                        "reset-timeout-multiplier must be a number from 1 to 1000000, was 0.9"),
                wrong(
                        s -> s.resetTimeoutMultiplier(1_000_001),
                        "reset-timeout-multiplier must be a number from 1 to 1000000, was 1000001.0"),
                wrong(
                        s -> s.resetTimeoutJitter(-1),
                        "reset-timeout-jitter must be a percentage from 0% to 100%, was -1.0%"),
                wrong(
                        s -> s.resetTimeoutJitter(101),
                        "reset-timeout-jitter must be a percentage from 0% to 100%, was 101.0%"),
                wrong(s -> s.window(new Window.Calls(0)), "window must be from 1 to 1000000 calls, was 0 calls"),
                wrong(
                        s -> s.window(new Window.Calls(1_000_001)),
                        "window must be from 1 to 1000000 calls, was 1000001 calls"),
                wrong(
                        s -> s.window(new Window.Time(Duration.ofMillis(9))),
                        "window must last from 10ms to 365 days, was PT0.009S"),
                wrong(
                        s -> s.window(new Window.Time(TOO_LONG)),
                        "window must last from 10ms to 365 days, was PT8760H0.000000001S"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedInWords(String message, Consumer<CircuitBreakerSettings.Builder> setting) {
        CircuitBreakerSettings.Builder builder = CircuitBreakerSettings.builder();
        assertThatThrownBy(() -> {
                    setting.accept(builder);
                    builder.build();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void valuesOnTheirBoundsAreTaken() {
        CircuitBreakerSettings settings = CircuitBreakerSettings.builder()
                .errorThreshold(1)
                .successThreshold(1)
                .halfOpenCapacity(1)
                .halfOpenErrorThreshold(1)
                .minimumCalls(1)
                .resetTimeout(Duration.ofNanos(1))
                .resetTimeoutMax(Duration.ofDays(365))
                .probeTimeout(CircuitBreakerSettings.FOREVER)
                .slowCallDuration(Duration.ofDays(365))
                .slowCallRateThreshold(100)
                .errorRateThreshold(100)
                .resetTimeoutMultiplier(1_000_000)
                .resetTimeoutJitter(100)
                .window(new Window.Calls(1_000_000))
                .build();
        assertThat(settings.effectiveProbeTimeout()).isEqualTo(CircuitBreakerSettings.FOREVER);
        assertThat(settings.toBuilder().build()).isEqualTo(settings);
        assertThat(settings.toBuilder()
                        .noErrorThreshold()
                        .window(new Window.Time(Duration.ofMillis(10)))
                        .build()
                        .errorThreshold())
                .isEmpty();
    }

    @Test
    void listsAreCopied() {
        List<String> names = new ArrayList<>(List.of("java.io.IOException"));
        CircuitBreakerSettings settings = CircuitBreakerSettings.builder()
                .ignoreExceptions(names)
                .recordExceptions(names)
                .cancelExceptions(names)
                .build();
        names.clear();
        assertThat(settings.ignoreExceptions()).hasSize(1);
        assertThat(settings.recordExceptions().orElseThrow()).hasSize(1);
        assertThat(settings.cancelExceptions()).hasSize(1);
    }
}
