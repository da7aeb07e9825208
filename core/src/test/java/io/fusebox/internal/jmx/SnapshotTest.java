package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.CoreVersion;
import io.fusebox.internal.figures.Json;
import io.fusebox.internal.figures.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void jsonOfEveryKindOfValue() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "a");
        values.put("none", null);
        values.put("whole", -5L);
        values.put("part", 12.5);
        values.put("unknown", Double.NaN);
        values.put("yes", true);
        values.put("date", Date.from(Instant.EPOCH));
        values.put("array", new String[] {"x", "y"});
        values.put("list", Arrays.asList(1, null));
        values.put("empty", List.of());
        values.put("map", Map.of());
        assertThat(Json.of(values))
                .isEqualTo("{\"text\":\"a\",\"none\":null,\"whole\":-5,\"part\":12.5,\"unknown\":null,\"yes\":true,"
                        + "\"date\":\"1970-01-01T00:00:00Z\",\"array\":[\"x\",\"y\"],\"list\":[1,null],"
                        + "\"empty\":[],\"map\":{}}");
    }

    @Test
    void jsonEscapesWhatMustNotStandInAText() {
        assertThat(Json.of("say \"hi\" \\ \n\t\u0000\u009f ü 🚀"))
                .isEqualTo("\"say \\\"hi\\\" \\\\ \\u000a\\u0009\\u0000\\u009f ü 🚀\"");
        assertThat(Json.of("\ud83d!")).isEqualTo("\"\\ud83d!\"");
        assertThat(Json.of("\ude80")).isEqualTo("\"\\ude80\"");
        assertThat(Json.of(Map.of("a\"b", 1))).isEqualTo("{\"a\\\"b\":1}");
    }

    @Test
    void holdsFuseboxAndEveryBreaker() throws Exception {
        Fixture fixture = new Fixture();
        fixture.keyed("a\"b");
        Fixture.fail(fixture.payments, 5);
        String json = (String) fixture.server.invoke(ObjectNames.FUSEBOX, "snapshotJson", null, null);
        assertThat(json)
                .startsWith("{\"fusebox\":{\"version\":\"" + CoreVersion.FUSEBOX + "\",\"configFile\":\"\",")
                .contains("\"internalErrorCount\":0,\"lastInternalError\":null,")
                .contains("\"breakers\":[{\"name\":\"http\",\"key\":\"a\\\"b\",\"state\":\"CLOSED\",\"stateCode\":0,")
                .contains("{\"name\":\"payments\",\"key\":null,\"state\":\"OPEN\",\"stateCode\":1,")
                .contains("\"retryAfterMillis\":30000,\"mode\":\"enforce\",")
                .contains("\"errorRatePercent\":-1.0,")
                .contains("\"lastErrorMessage\":\"refused\",")
                .containsPattern(
                        "\"recentTransitions\":\\[\\{\"at\":\"[0-9T:.-]+Z\",\"from\":\"CLOSED\",\"to\":\"OPEN\","
                                + "\"cause\":\"ERROR_THRESHOLD\",\"reason\":\"5 consecutive errors\"}]")
                .endsWith("\"errorThreshold\":5,\"successThreshold\":2,\"resetTimeoutMillis\":30000,"
                        + "\"halfOpenCapacity\":1}]}")
                .doesNotContain("\n");
    }

    @Test
    void hasEveryAttributeButMetricsWhichRepeatsThem() throws Exception {
        Fixture fixture = new Fixture();
        String json = Snapshot.json(fixture.registry);
        for (BreakerFigure figure : BreakerFigure.values()) {
            assertThat(json).contains("\"" + figure.key() + "\":");
        }
        assertThat(json).doesNotContain("\"metrics\":");
    }
}
