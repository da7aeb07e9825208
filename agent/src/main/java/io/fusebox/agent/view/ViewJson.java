package io.fusebox.agent.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.Figure;
import io.fusebox.internal.figures.FuseboxFigure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON form of a view: {@code {"now": …, "fusebox": {…}, "breakers": [{"name": "payments", …}]}}. Names are those of the
 * attributes with a small first letter, times are in ISO 8601 in UTC, a change of state is an object of {@code at}, {@code
 * from}, {@code to}, {@code cause} and {@code reason}. Safe for use by any thread.
 */
public final class ViewJson {
    private static final BreakerFigure[] OF_BREAKER = BreakerFigure.values();
    private static final FuseboxFigure[] OF_FUSEBOX = FuseboxFigure.values();
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int HIGHEST_PLAIN = 0x7f;

    private ViewJson() {}

    /**
     * A generator of JSON that closes its target. What is not ASCII is escaped: a key or a message may hold control characters
     * that JSON would let through, and {@code curl} would give them to a terminal.
     */
    public static JsonGenerator generator(OutputStream target) throws IOException {
        return FACTORY.createGenerator(target).setHighestNonEscapedChar(HIGHEST_PLAIN);
    }

    /** Writes the fields of a program into the object that is open: {@code fusebox} and {@code breakers}. */
    public static void fields(ProgramView program, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("fusebox");
        for (FuseboxFigure figure : OF_FUSEBOX) {
            if (figure != FuseboxFigure.BREAKERS) {
                value(figure, program.get(figure), json);
            }
        }
        json.writeEndObject();
        json.writeArrayFieldStart("breakers");
        for (BreakerView breaker : program.breakers()) {
            breaker(breaker, json);
        }
        json.writeEndArray();
    }

    private static void breaker(BreakerView breaker, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (BreakerFigure figure : OF_BREAKER) {
            if (figure == BreakerFigure.RECENT_TRANSITIONS) {
                transitions(figure, breaker, json);
            } else {
                value(figure, breaker.get(figure), json);
            }
        }
        json.writeEndObject();
    }

    private static void transitions(Figure figure, BreakerView breaker, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(figure.key());
        for (TransitionView change : breaker.transitions()) {
            json.writeStartObject();
            json.writeStringField("at", change.at().toString());
            json.writeStringField("from", change.from());
            json.writeStringField("to", change.to());
            json.writeStringField("cause", change.cause());
            json.writeStringField("reason", change.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(Figure figure, @Nullable Object value, JsonGenerator json) throws IOException {
        json.writeFieldName(figure.key());
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Date date) {
            json.writeString(date.toInstant().toString());
        } else if (value instanceof String[] lines) {
            json.writeStartArray();
            for (String line : lines) {
                json.writeString(line);
            }
            json.writeEndArray();
        } else {
            json.writeString(value == null ? null : value.toString());
        }
    }
}
