package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import org.junit.jupiter.api.Test;

/** Errors that expire (R24). */
class ErrorExpiryTest extends BreakerTest {
    @Test
    void r24_errorsThatAreFarApartOpenNothing() {
        make(settings().errorThreshold(2).errorExpiry(seconds(10)));
        for (int i = 0; i < 20; i++) {
            fail();
            pass(10.000_000_001);
        }
        assertState(State.CLOSED);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
    }

    @Test
    void r24_anErrorThatFollowsInTimeGoesOnWithTheRun() {
        make(settings().errorThreshold(3).errorExpiry(seconds(10)));
        fail();
        pass(10);
        fail();
        pass(10);
        fail();
        assertThat(lastChange()).isEqualTo("CLOSED > OPEN: ERROR_THRESHOLD, 3 consecutive errors");
    }

    @Test
    void r24_theRunBeginsAnewWithTheLateError() {
        make(settings().errorThreshold(3).errorExpiry(seconds(10)));
        fail(2);
        pass(11);
        fail(2);
        assertState(State.CLOSED);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r24_withAThresholdOfOneTheFirstErrorOpens() {
        make(settings().errorThreshold(1).errorExpiry(seconds(10)));
        pass(3_600);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r17_r24_switchedOnTheErrorsSoFarCountFromThatMoment() {
        make(settings().errorThreshold(3));
        fail(2);
        pass(60);
        breaker.apply(settings().errorThreshold(3).errorExpiry(seconds(10)).build());
        pass(10);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r17_r24_switchedOffErrorsCountForEver() {
        make(settings().errorThreshold(3).errorExpiry(seconds(10)));
        fail(2);
        breaker.apply(settings().errorThreshold(3).build());
        pass(60);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r17_r24_aCallInFlightEndsUnderTheExpiryItWasAdmittedWith() {
        make(settings().errorThreshold(2).errorExpiry(seconds(10)));
        fail();
        Flight flight = begin();
        breaker.apply(settings().errorThreshold(2).errorExpiry(seconds(100)).build());
        pass(50);
        fail(flight);
        assertState(State.CLOSED);
    }
}
