package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import io.fusebox.WaitSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wait that the service asks for (R25). */
class AskedWaitTest extends BreakerTest {
    private Object said;
    private int asked;

    private final WaitSource source = new WaitSource("what the service says", (exception, result) -> {
        asked++;
        return said;
    });

    private void makeAsking() {
        make(settings().errorThreshold(1).resetTimeout(seconds(30)).resetTimeoutFrom(source));
    }

    private Duration waitAfter(Object answer) {
        said = answer;
        makeAsking();
        fail();
        return metrics().retryAfter().orElseThrow();
    }

    @Test
    void r25_theCallThatOpensSaysHowLongTheWaitIs() {
        assertThat(waitAfter(Duration.ofMillis(1_500))).isEqualTo(Duration.ofMillis(1_500));
        assertThat(waitAfter(7)).isEqualTo(seconds(7));
        assertThat(waitAfter(7L)).isEqualTo(seconds(7));
        assertThat(waitAfter(0.5)).isEqualTo(seconds(0.5));
        assertThat(waitAfter("120")).isEqualTo(seconds(120));
        assertThat(waitAfter(" 2.5 ")).isEqualTo(seconds(2.5));
        assertThat(waitAfter(Optional.of("3"))).isEqualTo(seconds(3));
        assertThat(waitAfter(java.nio.CharBuffer.wrap("4"))).isEqualTo(seconds(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy"
            })
    void r25_aTextMayBeAnHttpDate(String form) {
        String date = DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().plusSeconds(100));
        assertThat(waitAfter(date)).isBetween(seconds(60), seconds(100));
        String past = DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().minusSeconds(100));
        assertThat(waitAfter(past)).isEqualTo(seconds(30));
    }

    @Test
    void r25_anythingElseIsAsIfNotSet() {
        List<Object> others = Arrays.asList(
                null,
                Optional.empty(),
                0,
                -5,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Duration.ZERO,
                Duration.ofSeconds(-1),
                "",
                "soon",
                "1s",
                "-7",
                "0",
                "1.2.3",
                "Sun, 31 Foo 2099 00:00:00 GMT",
                new Object(),
                List.of("5"));
        for (Object other : others) {
            assertThat(waitAfter(other)).as(String.valueOf(other)).isEqualTo(seconds(30));
        }
    }

    @Test
    void r25_atMostTheLongestWait() {
        Duration longest = Duration.ofMinutes(10);
        assertThat(waitAfter(3_600)).isEqualTo(longest);
        assertThat(waitAfter(Double.POSITIVE_INFINITY)).isEqualTo(longest);
        assertThat(waitAfter("99999999999999999999")).isEqualTo(longest);
        assertThat(waitAfter(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(longest);
        assertThat(waitAfter("Fri, 31 Dec 9999 23:59:59 GMT")).isEqualTo(longest);
    }

    @Test
    void r25_onlyTheCallThatOpensIsAsked() {
        said = 5;
        make(settings().errorThreshold(3).resetTimeoutFrom(source));
        fail(2);
        succeed();
        assertThat(asked).isZero();
        fail(3);
        assertThat(asked).isEqualTo(1);
        assertThat(metrics().retryAfter()).contains(seconds(5));
    }

    @Test
    void r25_aFailedProbeIsAskedTooAndAResultThatIsAnError() {
        said = 5;
        makeAsking();
        fail();
        pass(5);
        said = 6;
        fail();
        assertThat(metrics().retryAfter()).contains(seconds(6));
        pass(6);
        Permit permit = breaker.gate().enter();
        said = 7;
        breaker.gate().exitWithError(permit, "result == 503", 503);
        assertThat(metrics().retryAfter()).contains(seconds(7));
    }

    @Test
    void r25_theSourceSeesTheExceptionInsideTheWrappersOrTheResult() {
        IOException inner = new IOException("refused");
        make(settings().errorThreshold(1).resetTimeoutFrom(new WaitSource("both", (exception, result) -> {
            said = exception == null ? result : exception;
            return 9;
        })));
        fail(new CompletionException(inner));
        assertThat(said).isSameAs(inner);
        pass(9);
        breaker.gate().exitWithError(breaker.gate().enter(), "result == 503", 503);
        assertThat(said).isEqualTo(503);
    }

    @Test
    void r15_r25_aSourceThatThrowsIsAsIfNotSetAndNoCallOfItIsGuarded() {
        make(settings().errorThreshold(1).resetTimeoutFrom(new WaitSource("bad", (exception, result) -> {
            breaker.run(() -> {});
            throw new IllegalStateException("bad");
        })));
        fail();
        assertState(State.OPEN);
        assertThat(metrics().retryAfter()).contains(seconds(30));
        assertThat(metrics().totalSuccessCount()).isZero();
        assertThat(environment.takeFaults())
                .containsExactly("asking how long to wait: payments: java.lang.IllegalStateException: bad");
    }

    @Test
    void r17_r25_theSettingsOfTheMomentSayWhetherToAsk() {
        said = 5;
        make(settings().errorThreshold(1));
        Flight flight = begin();
        breaker.apply(settings().errorThreshold(1).resetTimeoutFrom(source).build());
        fail(flight);
        assertThat(metrics().retryAfter()).contains(seconds(5));
    }

    @Test
    void r25_aSourceIsEqualToOneWithTheSameWordsAndSaysNothingUnbound() {
        WaitSource unbound = new WaitSource("what the service says");
        assertThat(unbound).isEqualTo(source).hasSameHashCodeAs(source).hasToString("what the service says");
        assertThat(unbound).isNotEqualTo(new WaitSource("another"));
        assertThat(unbound.isBound()).isFalse();
        assertThat(unbound.read(null, 5)).isNull();
        unbound.bind((exception, result) -> result);
        assertThat(unbound.read(null, 5)).isEqualTo(5);
    }
}
