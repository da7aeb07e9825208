package io.fusebox.agent.call.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.ExceptionCondition;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ignore-when} makes of exceptions. */
class ExceptionTestTest {
    private final List<String> faults = new ArrayList<>();

    /** As an HTTP client throws them. */
    @SuppressWarnings("UnusedMethod")
    private static class HttpFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;

        HttpFailure(int status) {
            super("status " + status);
            this.status = status;
        }

        int getStatusCode() {
            return status;
        }

        int broken() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NotFound extends HttpFailure {
        private static final long serialVersionUID = 1L;

        NotFound() {
            super(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exception.getStatusCode() < 500",
                "exception.status == 404",
                "exception.getMessage() startsWith \"status 4\"",
                "exception.getMessage() matches \"status 4[0-9]+\"",
                "exception is java.lang.RuntimeException && exception.getStatusCode() != 500",
                "exception.getErrorCode() == 5 || exception.getStatusCode() == 404",
                "!(exception.getErrorCode() == 5) && !(exception.getCause().getMessage() == \"x\")",
            })
    void r08_holdsForWhatTheExceptionIs(String text) {
        assertThat(condition(text).holds(new NotFound())).isTrue();
        assertThat(condition("!(" + text + ")").holds(new NotFound())).isFalse();
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exception.getStatusCode() < 500",
                "exception.getStatusCode() != 500",
                "exception.isRetryable()",
                "exception.getCause().getMessage() contains \"x\"",
                "exception.getErrorCode() == exception.getOther()",
                "exception.getMessage() == \"x\"",
            })
    void aMemberThatTheExceptionDoesNotHaveIsFalseAndNoFault(String text) {
        ExceptionCondition condition = condition(text);

        assertThat(condition.holds(new IOException())).isFalse();
        assertThat(condition.holds(new IOException())).isFalse();
        assertThat(faults).isEmpty();
    }

    @Test
    void oneConditionIsAskedOfExceptionsOfAllClasses() {
        ExceptionCondition condition =
                condition("exception.getErrorCode() == 1 || exception is java.sql.SQLTimeoutException");

        assertThat(condition.holds(new SQLException("duplicate", "23505", 1))).isTrue();
        assertThat(condition.holds(new SQLException("gone", "08006", 2))).isFalse();
        assertThat(condition.holds(new SQLTimeoutException())).isTrue();
        assertThat(condition.holds(new NotFound())).isFalse();
        assertThat(faults).isEmpty();
    }

    @Test
    void r15_aMemberThatThrowsIsAFaultAndTheConditionDoesNotHold() {
        assertThat(condition("exception.broken() == 1").holds(new NotFound())).isFalse();
        assertThat(condition("exception.getStackTrace()").holds(new NotFound())).isFalse();
        assertThat(faults).containsExactly("ignore-when on an exception", "ignore-when on an exception");
    }

    private ExceptionCondition condition(String text) {
        ExceptionCondition condition = new ExceptionCondition(text);
        assertThat(condition.holds(new NotFound())).as("before it is bound").isFalse();
        ExceptionTest.bind(condition, (where, fault) -> faults.add(where));
        return condition;
    }
}
