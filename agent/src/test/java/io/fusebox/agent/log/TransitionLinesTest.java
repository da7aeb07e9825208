package io.fusebox.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.State;
import io.fusebox.Transition;
import io.fusebox.TransitionCause;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.internal.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionLinesTest {
    private long nanos = Long.MAX_VALUE - 1;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AgentLog log = new AgentLog(out, UTF_8);
    private final Registry registry = new Registry(() -> nanos);
    private final TransitionLines lines = new TransitionLines(log, registry, () -> nanos);

    @Test
    void tellsTheCauseAndTheLastErrorOfAnOpening() throws Exception {
        fail("payments", new IOException("Connection reset\nby peer"));
        lines.onTransition(change("payments", State.CLOSED, State.OPEN));
        lines.onTransition(change("payments", State.OPEN, State.HALF_OPEN));
        assertThat(told())
                .containsExactly(
                        "[fusebox] payments: CLOSED -> OPEN: 5 consecutive errors;"
                                + " last error: java.io.IOException: Connection reset by peer",
                        "[fusebox] payments: OPEN -> HALF_OPEN: 5 consecutive errors");
    }

    @Test
    void tellsTheKey() {
        lines.onTransition(change("http", State.CLOSED, State.OPEN, Optional.of("acme.com")));
        assertThat(told()).containsExactly("[fusebox] http[acme.com]: CLOSED -> OPEN: 5 consecutive errors");
    }

    @Test
    void asJsonHasAllOfItInMembers() throws Exception {
        log.follow(new ConfigReader(Map.of(), Map.of())
                .read("agent.log-format = json\n", "f.properties")
                .agent());
        fail("payments", new IOException("reset"));
        lines.onTransition(change("payments", State.CLOSED, State.OPEN));
        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("{\"time\":\"")
                .endsWith("\",\"event\":\"transition\",\"at\":\"2026-11-23T13:05:22.123Z\",\"breaker\":\"payments\","
                        + "\"from\":\"CLOSED\",\"to\":\"OPEN\",\"cause\":\"ERROR_THRESHOLD\","
                        + "\"reason\":\"5 consecutive errors\",\"lastError\":\"java.io.IOException: reset\"}");
    }

    @Test
    void aBreakerThatChangesVeryOftenIsToldInOneLine() {
        for (int i = 0; i < TransitionLines.MOST + 7; i++) {
            lines.onTransition(change("payments", State.OPEN, State.HALF_OPEN));
        }
        lines.onTransition(change("stock", State.CLOSED, State.OPEN));
        assertThat(told()).hasSize(TransitionLines.MOST + 1);
        nanos += TransitionLines.PERIOD_NANOS - 1;
        lines.run();
        assertThat(told()).hasSize(TransitionLines.MOST + 1);
        nanos++;
        lines.run();
        lines.run();
        assertThat(told()).hasSize(TransitionLines.MOST + 2);
        assertThat(told().get(TransitionLines.MOST + 1))
                .isEqualTo("[fusebox] payments: 7 more changes of state in 10s, which are not logged one by one");
        lines.onTransition(change("payments", State.OPEN, State.HALF_OPEN));
        assertThat(told()).hasSize(TransitionLines.MOST + 3);
    }

    private void fail(String breaker, Exception error) {
        try {
            registry.breaker(breaker, CircuitBreakerSettings.defaults()).call(() -> {
                throw error;
            });
        } catch (Exception thrown) {
            assertThat(thrown).isSameAs(error);
        }
    }

    private static Transition change(String breaker, State from, State to) {
        return change(breaker, from, to, Optional.empty());
    }

    private static Transition change(String breaker, State from, State to, Optional<String> key) {
        return new Transition(
                breaker,
                key,
                from,
                to,
                TransitionCause.ERROR_THRESHOLD,
                "5 consecutive errors",
                Instant.parse("2026-11-23T13:05:22.123Z"));
    }

    private List<String> told() {
        assertThat(log.await(10_000)).isTrue();
        return out.toString(UTF_8).lines().toList();
    }
}
