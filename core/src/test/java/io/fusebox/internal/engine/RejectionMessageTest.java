package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A rejection's message: the same for all rejections of one opening, since trackers of errors group by it. */
class RejectionMessageTest extends BreakerTest {
    private static final String REFUSED = "; last error: java.net.ConnectException: Connection refused";

    private void tripBy(Throwable thrown) {
        make(settings().errorThreshold(1));
        fail(thrown);
        assertState(State.OPEN);
    }

    private static String message(String stateAndRest) {
        return "Circuit breaker 'payments' is " + stateAndRest;
    }

    @Test
    void timeChangesNothingInItAndIsInRetryAfter() {
        tripBy(new ConnectException("Connection refused"));
        assertThat(reject()).hasMessage(message("OPEN: call not permitted" + REFUSED));
        pass(29.9);
        assertThat(reject()).hasMessage(message("OPEN: call not permitted" + REFUSED));
        assertThat(reject().retryAfter()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void anErrorThatComesLateChangesNothingInIt() {
        make(settings().errorThreshold(1).halfOpenCapacity(2));
        Flight late = begin();
        Flight later = begin();
        fail(new ConnectException("Connection refused"));
        fail(late);
        assertThat(metrics().lastErrorType()).contains("java.io.IOException");
        assertThat(reject()).hasMessage(message("OPEN: call not permitted" + REFUSED));
        assertThat(reject().lastError()).isEqualTo("java.net.ConnectException: Connection refused");
        pass(30);
        begin();
        begin();
        fail(later);
        assertThat(reject()).hasMessage(message("HALF_OPEN: call not permitted" + REFUSED));
    }

    @Test
    void theNextOpeningHasTheErrorThatLedToIt() {
        tripBy(new ConnectException("Connection refused"));
        pass(30);
        fail(new IOException("Broken pipe"));
        assertThat(reject())
                .hasMessage(message("OPEN: call not permitted; last error: java.io.IOException: Broken pipe"));
    }

    @Test
    void openedByAnOperatorItHasTheNewestErrorIfThereIsOne() {
        breaker.transitionToOpen();
        assertThat(reject()).hasMessage(message("OPEN: call not permitted"));
        breaker.transitionToClosed();
        fail(new IllegalStateException());
        breaker.transitionToForcedOpen();
        assertThat(reject())
                .hasMessage(message("FORCED_OPEN: call not permitted until an operator releases it;"
                        + " last error: java.lang.IllegalStateException"));
        breaker.transitionToHalfOpen();
        begin();
        assertThat(reject())
                .hasMessage(message("HALF_OPEN: call not permitted; last error: java.lang.IllegalStateException"));
        breaker.reset();
        breaker.transitionToOpen();
        assertThat(reject()).hasMessage(message("OPEN: call not permitted"));
    }
}
