package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.State;
import java.time.Duration;
import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.ReflectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void nothingWentWrongInside() {
        assertThat(fixture.registry.faults().last()).isNull();
    }

    @Test
    void areThoseOfAnOperator() throws Exception {
        assertThat(fixture.server.getMBeanInfo(fixture.name).getOperations())
                .extracting(operation -> operation.getName() + operation.getSignature().length)
                .containsExactly(
                        "reset0",
                        "transitionToClosed0",
                        "transitionToOpen0",
                        "transitionToOpen1",
                        "transitionToHalfOpen0",
                        "transitionToForcedOpen0",
                        "transitionToForcedClosed0");
        assertThat(fixture.server.getMBeanInfo(fixture.name).getOperations())
                .extracting(MBeanOperationInfo::getImpact)
                .containsOnly(MBeanOperationInfo.ACTION);
        assertThat(fixture.server
                        .getMBeanInfo(fixture.name)
                        .getOperations()[3]
                        .getSignature()[0]
                        .getName())
                .isEqualTo("seconds");
    }

    @Test
    void r18_everyMoveAnswersWithASentence() throws Exception {
        assertThat(invoke("transitionToForcedOpen"))
                .isEqualTo("payments is now FORCED_OPEN (was CLOSED); every call is rejected until an operator moves"
                        + " it.");
        assertThat(fixture.payments.state()).isEqualTo(State.FORCED_OPEN);
        assertThat(invoke("transitionToForcedClosed"))
                .isEqualTo("payments is now FORCED_CLOSED (was FORCED_OPEN); every call is admitted until an operator"
                        + " moves it.");
        assertThat(fixture.payments.state()).isEqualTo(State.FORCED_CLOSED);
        assertThat(invoke("transitionToOpen"))
                .isEqualTo("payments is now OPEN (was FORCED_CLOSED); calls are rejected for 30s, then a probe is let"
                        + " through.");
        assertThat(fixture.payments.state()).isEqualTo(State.OPEN);
        assertThat(invoke("transitionToHalfOpen"))
                .isEqualTo("payments is now HALF_OPEN (was OPEN); at most 1 at a time are let through as probes, and 2"
                        + " good ones in a row close it.");
        assertThat(fixture.payments.state()).isEqualTo(State.HALF_OPEN);
        assertThat(invoke("transitionToClosed"))
                .isEqualTo("payments is now CLOSED (was HALF_OPEN); calls are admitted, and consecutive errors open it"
                        + " at 5.");
        assertThat(fixture.payments.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void r18_resetClearsEverythingAndCloses() throws Exception {
        Fixture.fail(fixture.payments, 6);
        assertThat(invoke("reset"))
                .isEqualTo("payments is now CLOSED (was OPEN); counters, totals and last error are cleared; calls are"
                        + " admitted, and consecutive errors open it at 5.");
        assertThat(fixture.get("TotalErrorCount")).isEqualTo(0L);
        assertThat(fixture.get("LastErrorType")).isNull();
        assertThat(fixture.get("State")).isEqualTo("CLOSED");
    }

    @Test
    void r18_opensForTheGivenSeconds() throws Exception {
        assertThat(open(90L))
                .isEqualTo("payments is now OPEN (was CLOSED); calls are rejected for 1m30s, then a probe is let"
                        + " through.");
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(90_000L);
        assertThat(open(5)).contains("(was OPEN); calls are rejected for 5s");
        fixture.ticker.advance(Duration.ofSeconds(5));
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(0L);
    }

    @Test
    void badSecondsAreRefusedInWords() {
        for (Object bad : new Object[] {0L, -1L, 31_536_001L, 1.5}) {
            assertThatThrownBy(() -> open(bad))
                    .isInstanceOf(MBeanException.class)
                    .hasMessage("seconds must be a whole number from 1 to 31536000 (365 days), was " + bad)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> open(null)).hasMessageEndingWith("was null");
        assertThatThrownBy(() -> open("String")).hasMessageEndingWith("was the text 'String'");
        assertThat(fixture.payments.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void unknownOperationsAreRefused() {
        assertThatThrownBy(() -> invoke("explode"))
                .isInstanceOf(ReflectionException.class)
                .hasMessage("there is no operation explode with 0 parameters");
        assertThatThrownBy(() -> fixture.server.invoke(
                        fixture.name, "reset", new Object[] {1L}, new String[] {"java.lang.Long"}))
                .hasMessage("there is no operation reset with 1 parameters");
    }

    @Test
    void r20_theSentenceOwnsUpToAModeThatRejectsNothing() throws Exception {
        fixture.payments.apply(
                CircuitBreakerSettings.builder().mode(Mode.OBSERVE).build());
        assertThat(invoke("transitionToForcedOpen"))
                .endsWith("Its mode is observe, though: calls that would be rejected are only counted.");
    }

    @Test
    void r23_theSentenceSaysThatAWarmUpRejectsNothingYet() throws Exception {
        fixture.payments.apply(
                CircuitBreakerSettings.builder().warmUp(Duration.ofSeconds(10)).build());
        fixture.payments.run(() -> {});
        assertThat(invoke("transitionToForcedOpen"))
                .endsWith(
                        "It is warming up, though: until that is over, calls that would be rejected are only counted.");
        fixture.ticker.advance(Duration.ofSeconds(10));
        assertThat(invoke("transitionToForcedOpen")).endsWith("every call is rejected until an operator moves it.");
    }

    private String invoke(String operation) throws Exception {
        return (String) fixture.server.invoke(fixture.name, operation, null, null);
    }

    private String open(Object seconds) throws Exception {
        return (String) fixture.server.invoke(
                fixture.name, "transitionToOpen", new Object[] {seconds}, new String[] {"java.lang.Long"});
    }
}
