package io.fusebox.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.view.BreakerView;
import io.fusebox.agent.view.ProgramView;
import io.fusebox.internal.figures.BreakerFigure;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTextTest {
    private static final String HOSTILE = "a\u001b]0;title\u0007b\u009b2J\u202ec\r\n\t\u0000\u007f\ud800d";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noLabelHoldsAControlCharacterWhoeverSaysIt(boolean openMetrics) {
        Map<BreakerFigure, Object> values = new EnumMap<>(BreakerFigure.class);
        values.put(BreakerFigure.NAME, HOSTILE);
        values.put(BreakerFigure.KEY, HOSTILE);
        ProgramView program = new ProgramView(Map.of(), List.of(new BreakerView(values, List.of())), Instant.EPOCH);
        Map<String, String> labels = Map.of("pid", HOSTILE + "/1", "jvm", HOSTILE);

        String text = MetricsText.of(List.of(Subject.of(program, labels)), openMetrics);

        assertThat(text.chars().filter(c -> c != '\n' && (c < ' ' || c > '~'))).isEmpty();
        // The format's own escape doubles the backslash.
        String written =
                "a\\\\u001b]0;title\\\\u0007b\\\\u009b2J\\\\u202ec\\\\u000d\\n\\\\u0009\\\\u0000\\\\u007f\\\\ud800d";
        assertThat(text)
                .contains("breaker=\"" + written + "\"", "key=\"" + written + "\"", "pid=\"" + written + "/1\"");
    }

    @Test
    void whatCanBeSeenStaysAsItIs() {
        String key = "caf\u00e9 \u4e2d\u6587 \ud83d\ude00 \"q\" \\u001b\u00a0x";
        Map<BreakerFigure, Object> values = new EnumMap<>(BreakerFigure.class);
        values.put(BreakerFigure.NAME, "http");
        values.put(BreakerFigure.KEY, key);
        ProgramView program = new ProgramView(Map.of(), List.of(new BreakerView(values, List.of())), Instant.EPOCH);

        assertThat(LabelValue.of(key)).isSameAs(key);
        assertThat(MetricsText.of(List.of(Subject.of(program, Map.of())), false))
                .contains("key=\"caf\u00e9 \u4e2d\u6587 \ud83d\ude00 \\\"q\\\" \\\\u001b\u00a0x\"");
    }
}
