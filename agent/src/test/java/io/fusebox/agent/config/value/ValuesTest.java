package io.fusebox.agent.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, 250",
        "30s, 30000",
        "5m, 300000",
        "1h, 3600000",
        "1m30s, 90000",
        "1h30m, 5400000",
        "1h0m1s5ms, 3601005",
        "0s, 0",
        "8760h, 31536000000",
    })
    void aDurationIsNumbersWithUnits(String text, long millis) throws BadValue {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"250ms", "30s", "5m", "1h", "1m30s", "1h5ms", "0s"})
    void aDurationIsPrintedAsItIsWritten(String text) throws BadValue {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "30, has no unit, write 30s",
        "5000, 'has no unit: 5000s would be accepted, too', write 5000ms",
        "30 s, is not a duration, write 30s",
        "30S, is not a duration, write 30s",
        "30sec, is not a duration, write 30s",
        "5 minutes, is not a duration, write 5m",
        "2d, is not a duration, write 48h",
        "1.5s, is not a duration, write 1s500ms",
        "0.5 min, is not a duration, write 30s",
        "30s1m, has its units in the wrong order, write 1m30s",
        "1s1s, has the same unit twice, 'a duration is a number with a unit (ms, s, m, h), such as 30s or 1m30s'",
        "9999999999999s, is too long, 'the longest duration is 8760h, which is 365 days'",
        "PT30S, is not a duration, write 30s",
        "soon, is not a duration, 'a duration is a number with a unit (ms, s, m, h), such as 30s or 1m30s'",
        "-5s, is not a duration, 'a duration is a number with a unit (ms, s, m, h), such as 30s or 1m30s'",
        "'', is not a duration, 'a duration is a number with a unit (ms, s, m, h), such as 30s or 1m30s'",
    })
    void aBadDurationIsToldWithWhatToWriteInstead(String text, String what, String instead) {
        assertThat(refusal(() -> Durations.parse(text))).isEqualTo(what + "; " + instead);
    }

    @ParameterizedTest
    @CsvSource({
        "five, is not a whole number; a whole number looks like 5",
        "5.0, is not a whole number; write 5",
        "5 calls, is not a whole number; write 5",
        "1_000, is not a whole number; write 1000",
        "99999999999, is too large; the largest number is 2147483647",
        "+5, is not a whole number; write 5",
        "٥, is not a whole number; write 5",
    })
    void aBadWholeNumberIsToldWithWhatToWriteInstead(String text, String refusal) {
        assertThat(refusal(() -> Numbers.whole(text))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "50, has no percent sign; write 50%",
        "0.5, has no percent sign; write 50%",
        "0.125, has no percent sign; write 12.5%",
        "50 %, has a blank in it; write 50%",
        "half, is not a percentage; a percentage looks like 50%",
        "1e1%, is not a percentage; write 10%",
    })
    void aBadPercentageIsToldWithWhatToWriteInstead(String text, String refusal) {
        assertThat(refusal(() -> Numbers.percentage(text))).isEqualTo(refusal);
    }

    @Test
    void numbersMayHaveAFractionWhereItMakesSense() throws BadValue {
        assertThat(Numbers.percentage("12.5%")).isEqualTo(12.5);
        assertThat(Numbers.factor("1.5")).isEqualTo(1.5);
        assertThat(refusal(() -> Numbers.factor("NaN"))).isEqualTo("is not a number; a number looks like 1.5");
        assertThat(refusal(() -> Numbers.factor("1d"))).isEqualTo("is not a number; write 1");
    }

    @Test
    void aWindowIsCallsOrADuration() throws BadValue {
        assertThat(Windows.parse("100 calls")).isEqualTo(new Window.Calls(100));
        assertThat(Windows.parse("1 call")).isEqualTo(new Window.Calls(1));
        assertThat(Windows.parse("10s")).isEqualTo(new Window.Time(Duration.ofSeconds(10)));
        assertThat(refusal(() -> Windows.parse("100")))
                .isEqualTo("is neither a number of calls nor a duration: 100s would be accepted, too; write 100 calls");
        assertThat(refusal(() -> Windows.parse("last week")))
                .isEqualTo("is neither a number of calls nor a duration; a window looks like 100 calls or 10s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "java/io/IOException         | 'java/io/IOException' is no class name; write java.io.IOException",
                "java.io.IOException.class   | 'java.io.IOException.class' is no class name; write java.io.IOException",
                "java.io.*                   | has a wildcard, which is for method patterns only; a superclass or an interface stands for all its subclasses, as java.io.IOException does",
                "\"\"                        | has an empty element; a full class name has its package, as in java.io.IOException",
                "java..IO                    | 'java..IO' is no class name: a part of it is empty; a full class name has its package, as in java.io.IOException",
                "java.I O                    | 'java.I O' is no class name: 'I O' is no Java name; a full class name has its package, as in java.io.IOException",
            })
    void aBadClassNameIsToldWithWhatToWriteInstead(String text, String refusal) {
        assertThat(refusal(() -> ClassNames.className(text))).isEqualTo(refusal);
    }

    private static String refusal(ThrowingParser parser) {
        BadValue refusal = catchThrowableOfType(BadValue.class, parser::parse);
        assertThat(refusal).isNotNull();
        return refusal.what() + "; " + refusal.instead();
    }

    private interface ThrowingParser {
        void parse() throws BadValue;
    }
}
