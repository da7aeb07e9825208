package io.fusebox.agent.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final long SECOND = 1_000_000_000L;

    private final Past past = new Past();
    private long nanos = Long.MAX_VALUE - 3 * SECOND;

    @Test
    void nothingIsKnownFromOneLook() {
        look(10, 5, 0);
        assertThat(past.now()).isEqualTo(Past.Rates.NONE);
        assertThat(past.all()).isEmpty();
    }

    @Test
    void ratesAreOverTheLastSeconds() {
        look(0, 0, 0);
        for (int i = 1; i <= 10; i++) {
            look(100 + 10L * i, i, 2L * i);
        }
        assertThat(past.now().calls()).isEqualTo(10 + 1 + 2);
        assertThat(past.now().errors()).isEqualTo(1);
        assertThat(past.now().rejections()).isEqualTo(2);
        assertThat(past.all()).hasSize(10);
        assertThat(past.all().get(0).calls()).as("the first second").isEqualTo(113);
    }

    @Test
    void aResetIsNoNegativeRate() {
        look(100, 10, 10);
        look(0, 0, 0);
        assertThat(past.now().calls()).isZero();
        assertThat(past.now().errors()).isZero();
    }

    @Test
    void whatIsOlderThanTheChartIsForgotten() {
        for (int i = 0; i < Past.MINUTES * 60 + 100; i++) {
            look(i, 0, 0);
        }
        assertThat(past.all()).hasSize((int) Past.MINUTES * 60);
    }

    private void look(long successes, long errors, long rejections) {
        nanos += SECOND;
        past.add(new Figures(
                bean(),
                nanos,
                Map.of(
                        "State", "CLOSED",
                        "TotalSuccessCount", successes,
                        "TotalErrorCount", errors,
                        "TotalRejectedCount", rejections)));
    }

    private static ObjectName bean() {
        try {
            return new ObjectName("fusebox:type=CircuitBreaker,name=payments");
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }
}
