package io.fusebox.agent.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.Figure;
import io.fusebox.internal.figures.FuseboxFigure;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a view from the {@linkplain ViewJson JSON} that another JVM wrote, perhaps with another version of Fusebox: what is not
 * known here is left out, and what is missing or of another type is unknown. Safe for use by any thread.
 */
public final class ViewReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Map<String, BreakerFigure> OF_BREAKER = byKey(BreakerFigure.values());
    private static final Map<String, FuseboxFigure> OF_FUSEBOX = byKey(FuseboxFigure.values());

    private ViewReader() {}

    private static <F extends Figure> Map<String, F> byKey(F[] figures) {
        Map<String, F> byKey = new HashMap<>();
        for (F figure : figures) {
            byKey.put(figure.key(), figure);
        }
        return byKey;
    }

    /**
     * Reads a snapshot.
     *
     * @throws IOException if it is no JSON
     */
    public static ProgramView read(String snapshot) throws IOException {
        Map<FuseboxFigure, @Nullable Object> fusebox = new EnumMap<>(FuseboxFigure.class);
        List<BreakerView> breakers = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(snapshot)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken begin = json.nextToken();
                if (name.equals("fusebox") && begin == JsonToken.START_OBJECT) {
                    values(json, OF_FUSEBOX, fusebox, null);
                } else if (name.equals("breakers") && begin == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        breakers.add(breaker(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
        return new ProgramView(fusebox, breakers, Instant.now());
    }

    private static BreakerView breaker(JsonParser json) throws IOException {
        Map<BreakerFigure, @Nullable Object> values = new EnumMap<>(BreakerFigure.class);
        List<TransitionView> transitions = new ArrayList<>();
        values(json, OF_BREAKER, values, transitions);
        return new BreakerView(values, transitions);
    }

    /** Reads the fields of the object that is open. */
    private static <F extends Figure> void values(
            JsonParser json,
            Map<String, F> figures,
            Map<F, @Nullable Object> values,
            @Nullable List<TransitionView> transitions)
            throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            F figure = figures.get(json.currentName());
            JsonToken begin = json.nextToken();
            if (figure == null) {
                json.skipChildren();
            } else if (figure == BreakerFigure.RECENT_TRANSITIONS && transitions != null) {
                transitions(json, begin, transitions);
            } else {
                values.put(figure, value(figure, json, begin));
            }
        }
    }

    private static @Nullable Object value(Figure figure, JsonParser json, JsonToken begin) throws IOException {
        if (begin == JsonToken.START_ARRAY) {
            List<String> lines = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                lines.add(String.valueOf(json.getValueAsString()));
                json.skipChildren();
            }
            return lines.toArray(new String[0]);
        }
        if (begin == JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        return switch (figure.kind()) {
            case TEXT -> json.getValueAsString();
            case TIME -> date(json.getValueAsString());
            case CODE, SMALL_NUMBER -> begin.isNumeric() ? json.getValueAsInt() : null;
            case COUNTER, GAUGE, NUMBER -> begin.isNumeric() ? json.getValueAsLong() : null;
            case PERCENTAGE -> begin.isNumeric() ? json.getValueAsDouble() : null;
            case LINES -> null;
        };
    }

    private static @Nullable Date date(@Nullable String text) {
        Instant instant = instant(text);
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }

    private static void transitions(JsonParser json, JsonToken begin, List<TransitionView> to) throws IOException {
        if (begin != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> texts = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                texts.put(name, json.getValueAsString(""));
                json.skipChildren();
            }
            Instant at = instant(texts.get("at"));
            if (at != null) {
                to.add(new TransitionView(
                        at,
                        texts.getOrDefault("from", ""),
                        texts.getOrDefault("to", ""),
                        texts.getOrDefault("cause", ""),
                        texts.getOrDefault("reason", "")));
            }
        }
    }
}
