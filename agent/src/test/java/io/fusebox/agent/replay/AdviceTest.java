package io.fusebox.agent.replay;

import static io.fusebox.agent.replay.TestTraffic.error;
import static io.fusebox.agent.replay.TestTraffic.every;
import static io.fusebox.agent.replay.TestTraffic.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdviceTest {
    /** Three outages of 20 s, and blips of four errors. */
    private static final CallLog LOG = every(
            50,
            300_000,
            start -> (start % 100_000 >= 50_000 && start % 100_000 < 70_000) || start % 10_000 < 200
                    ? error(10)
                    : success(10));

    private final List<Advice.Row> rows = advice(CircuitBreakerSettings.defaults());

    @Test
    void noRowBeatsAnother() {
        assertThat(rows).hasSizeBetween(2, Advice.MOST_ROWS);
        for (Advice.Row row : rows) {
            for (Advice.Row other : rows) {
                boolean fewer = other.figures().errorsLetThrough()
                                < row.figures().errorsLetThrough()
                        && other.figures().rejectedSuccesses() < row.figures().rejectedSuccesses();
                assertThat(fewer && !row.present()).isFalse();
            }
        }
    }

    @Test
    void theFiguresAreThoseOfAReplayOfTheLinesToPaste() {
        for (Advice.Row row : rows) {
            StringBuilder file = new StringBuilder("breaker.payments.methods = com.acme.Bank#pay\n");
            row.settings().forEach((key, value) -> file.append("breaker.payments." + key + " = " + value + "\n"));
            Configuration read = new ConfigReader(Map.of(), Map.of()).read(file.toString(), "fusebox.properties");
            assertThat(read.problems()).isEmpty();
            assertThat(Replay.of(LOG, read.breakers().get(0).settings()).figures())
                    .isEqualTo(row.figures());
        }
    }

    @Test
    void thePresentSettingsAreMarkedOnce() {
        assertThat(rows).filteredOn(Advice.Row::present).singleElement().satisfies(row -> {
            assertThat(row.settings()).isEmpty();
            assertThat(row.figures())
                    .isEqualTo(Replay.of(LOG, CircuitBreakerSettings.defaults()).figures());
        });
    }

    @Test
    void aShorterWaitIsFoundWhereTheServiceComesBackEarly() {
        Figures present = Replay.of(LOG, CircuitBreakerSettings.defaults()).figures();
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.figures().rejectedSuccesses()).isLessThan(present.rejectedSuccesses() / 2);
            assertThat(row.figures().errorsLetThrough()).isLessThan(present.errorsLetThrough() * 2);
        });
    }

    @Test
    void presentSettingsThatNothingBeatsStay() {
        CallLog calm = every(100, 60_000, start -> success(10));
        List<Advice.Row> none = Advice.of(List.of(calm), List.of(CircuitBreakerSettings.defaults()));
        assertThat(none).singleElement().satisfies(row -> assertThat(row.present())
                .isTrue());
    }

    @Test
    void slowCallsAreTriedWhereThereAreSome() {
        CallLog slow = every(
                100,
                200_000,
                start -> start % 50_000 < 20_000 ? (start % 300 == 0 ? error(4_000) : success(3_000)) : success(10));
        assertThat(Advice.of(List.of(slow), List.of(CircuitBreakerSettings.defaults())))
                .anyMatch(row -> row.settings().containsKey("slow-call-duration"));
    }

    @Test
    void linesTakeBackWhatThePresentSettingsHave() {
        CircuitBreakerSettings present = CircuitBreakerSettings.builder()
                .errorRateThreshold(90)
                .resetTimeout(Duration.ofMinutes(2))
                .build();
        List<Advice.Row> all = advice(present);
        assertThat(all).filteredOn(row -> !row.present()).isNotEmpty().allSatisfy(row -> assertThat(row.settings())
                .containsKeys("error-rate-threshold", "reset-timeout"));
    }

    private static List<Advice.Row> advice(CircuitBreakerSettings present) {
        return Advice.of(List.of(LOG), List.of(present));
    }
}
