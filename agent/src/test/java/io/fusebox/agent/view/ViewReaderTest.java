package io.fusebox.agent.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.FigureKind;
import io.fusebox.internal.figures.FuseboxFigure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewReaderTest {
    private static final Instant AT = Instant.parse("2026-11-28T10:00:00.123Z");

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Map<BreakerFigure, Object> values = new EnumMap<>(BreakerFigure.class);
        for (BreakerFigure figure : BreakerFigure.values()) {
            values.put(figure, sample(figure.kind(), values.size()));
        }
        values.put(BreakerFigure.RECENT_TRANSITIONS, null);
        values.put(BreakerFigure.KEY, "a \"quoted\" \u0001 key\n");
        Map<FuseboxFigure, Object> fusebox = new EnumMap<>(FuseboxFigure.class);
        for (FuseboxFigure figure : FuseboxFigure.values()) {
            fusebox.put(figure, sample(figure.kind(), fusebox.size()));
        }
        TransitionView change = new TransitionView(AT, "CLOSED", "OPEN", "ERROR_THRESHOLD", "5 consecutive errors");
        ProgramView written =
                new ProgramView(fusebox, List.of(new BreakerView(values, List.of(change)), breaker("b")), AT);

        ProgramView read = ViewReader.read(json(written));

        assertThat(json(read)).isEqualTo(json(written));
        assertThat(read.breakers()).hasSize(2);
        for (BreakerFigure figure : BreakerFigure.values()) {
            if (figure != BreakerFigure.RECENT_TRANSITIONS) {
                assertThat(read.breakers().get(0).get(figure)).as(figure.name()).isEqualTo(values.get(figure));
            }
        }
        assertThat(read.breakers().get(0).transitions()).containsExactly(change);
    }

    @Test
    void whatIsUnknownHereIsLeftOutAndWhatIsNoNumberIsUnknown() throws IOException {
        ProgramView read = ViewReader.read("{\"later\":{\"a\":[1,{}]},\"fusebox\":{\"version\":\"2\",\"new\":[[1]],"
                + "\"internalErrorCount\":\"many\"},\"breakers\":[{\"name\":\"b\",\"openCount\":{\"x\":1},"
                + "\"stateSince\":\"yesterday\",\"shape\":{\"y\":[2]},\"methods\":[\"m\",[\"n\"]],"
                + "\"recentTransitions\":[{\"at\":\"never\"},{\"at\":\"2026-11-28T10:00:00Z\",\"more\":[1]}],"
                + "\"totalErrorCount\":3}]}");
        assertThat(read.get(FuseboxFigure.VERSION)).isEqualTo("2");
        assertThat(read.get(FuseboxFigure.INTERNAL_ERROR_COUNT)).isNull();
        BreakerView breaker = read.breakers().get(0);
        assertThat(breaker.name()).isEqualTo("b");
        assertThat(breaker.get(BreakerFigure.OPEN_COUNT)).isNull();
        assertThat(breaker.get(BreakerFigure.STATE_SINCE)).isNull();
        assertThat(breaker.number(BreakerFigure.TOTAL_ERROR_COUNT)).isEqualTo(3);
        assertThat(breaker.transitions()).hasSize(1);
    }

    @Test
    void whatIsWrittenHoldsNoControlCharacter() throws IOException {
        String key = "a\u001b[2J\u009b2J\u202e\ud83d\ude00\u00e9";
        Map<BreakerFigure, Object> values = new EnumMap<>(BreakerFigure.class);
        values.put(BreakerFigure.KEY, key);
        String json = json(new ProgramView(Map.of(), List.of(new BreakerView(values, List.of())), AT));

        assertThat(json.chars().filter(c -> c < ' ' || c > '~')).isEmpty();
        assertThat(ViewReader.read(json).breakers().get(0).key()).isEqualTo(key);
    }

    @Test
    void whatIsNoJsonFails() {
        assertThatThrownBy(() -> ViewReader.read("{\"breakers\":[{\"name\":")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ViewReader.read("{\"fusebox\":oops}")).isInstanceOf(IOException.class);
    }

    private static BreakerView breaker(String name) {
        Map<BreakerFigure, Object> values = new EnumMap<>(BreakerFigure.class);
        values.put(BreakerFigure.NAME, name);
        return new BreakerView(values, List.of());
    }

    private static Object sample(FigureKind kind, int number) {
        return switch (kind) {
            case TEXT -> "text " + number;
            case TIME -> Date.from(AT.plusMillis(number));
            case CODE, SMALL_NUMBER -> number;
            case COUNTER, GAUGE, NUMBER -> 10_000_000_000L + number;
            case PERCENTAGE -> number + 0.5;
            case LINES -> new String[] {"line " + number, "ü"};
        };
    }

    private static String json(ProgramView program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = ViewJson.generator(bytes)) {
            json.writeStartObject();
            ViewJson.fields(program, json);
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
