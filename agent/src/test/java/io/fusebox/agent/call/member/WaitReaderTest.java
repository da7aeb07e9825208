package io.fusebox.agent.call.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.WaitSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code reset-timeout-from} reads. */
class WaitReaderTest {
    private final List<String> faults = new ArrayList<>();

    /** As an HTTP client returns it. */
    @SuppressWarnings("UnusedMethod")
    private static class Answer {
        Optional<String> header(String name) {
            return name.equals("Retry-After") ? Optional.of("17") : Optional.empty();
        }

        Answer next() {
            return null;
        }

        int broken() {
            throw new UnsupportedOperationException("broken");
        }
    }

    @SuppressWarnings("UnusedVariable")
    private static final class Busy extends IOException {
        private static final long serialVersionUID = 1L;

        final Duration wait = Duration.ofSeconds(3);
    }

    private Object read(String path, Throwable exception, Object result) {
        WaitSource source = new WaitSource(path);
        WaitReader.bind(source, (where, fault) -> faults.add(where + ": " + fault));
        return source.read(exception, result);
    }

    @Test
    void r25_aPathFromTheResultOrTheException() {
        assertThat(read("result.header(\"Retry-After\")", null, new Answer())).isEqualTo("17");
        assertThat(read("exception.wait", new Busy(), null)).isEqualTo(Duration.ofSeconds(3));
        assertThat(read("exception.wait.toMillis()", new Busy(), null)).isEqualTo(3_000L);
    }

    @Test
    void r25_whatIsNotThereSaysNothing() {
        assertThat(read("result.header(\"Age\")", null, new Answer())).isNull();
        assertThat(read("result.header(\"Age\")", new Busy(), null)).isNull();
        assertThat(read("exception.wait", new IOException(), null)).isNull();
        assertThat(read("exception.wait", null, new Answer())).isNull();
        assertThat(read("result.next().header(\"Age\")", null, new Answer())).isNull();
        assertThat(faults).isEmpty();
    }

    @Test
    void r15_r25_aMemberThatThrowsIsAFault() {
        assertThat(read("result.broken()", null, new Answer())).isNull();
        assertThat(faults).containsExactly("reset-timeout-from: java.lang.UnsupportedOperationException: broken");
    }
}
