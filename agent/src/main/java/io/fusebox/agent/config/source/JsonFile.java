package io.fusebox.agent.config.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a configuration in JSON: the names on the way to a value, joined by dots, are its key. So it does not matter at
 * which dots a key is cut into objects. The only class that knows Jackson; loaded for a {@code .json} file only. For one
 * text, by one thread.
 */
public final class JsonFile {
    /** Where editors find the schema of the file. */
    private static final String SCHEMA = "$schema";

    private final JsonParser parser;
    private final String file;
    private final List<Entry> entries;
    private final List<Problem> problems;

    private JsonFile(JsonParser parser, String file, List<Entry> entries, List<Problem> problems) {
        this.parser = parser;
        this.file = file;
        this.entries = entries;
        this.problems = problems;
    }

    /**
     * Adds the entries of a text, in its order, and what is wrong with it.
     *
     * @return whether it is a JSON object; if not, there are no entries, but a problem
     */
    public static boolean read(String text, String file, List<Entry> entries, List<Problem> problems) {
        List<Entry> found = new ArrayList<>();
        List<Problem> faults = new ArrayList<>();
        int line = 1;
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            try {
                boolean isObject = new JsonFile(parser, file, found, faults).document();
                entries.addAll(found);
                problems.addAll(faults);
                return isObject;
            } finally {
                line = Math.max(1, parser.currentLocation().getLineNr());
            }
        } catch (JsonProcessingException e) {
            problems.add(syntax(file, line, plain(e.getOriginalMessage())));
        } catch (IOException e) {
            problems.add(syntax(file, line, String.valueOf(e.getMessage())));
        }
        return false;
    }

    private static Problem syntax(String file, int line, String message) {
        return new Problem(
                Origin.file(file, line),
                null,
                null,
                "is not JSON: " + message,
                "nothing is guarded until it is corrected");
    }

    /** Jackson's message without its internal details. */
    private static String plain(String message) {
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end);
        int source = first.indexOf("[Source: ");
        int line = first.indexOf("line: ", Math.max(0, source));
        int close = first.indexOf(']', Math.max(0, line));
        return source < 0 || line < 0 || close < 0
                ? first
                : first.substring(0, source) + first.substring(line, close) + first.substring(close + 1);
    }

    private boolean document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return true;
        }
        if (first != JsonToken.START_OBJECT) {
            problems.add(new Problem(
                    here(),
                    null,
                    null,
                    "is not a JSON object",
                    "it looks like {\"breaker\": {\"name\": {\"methods\": [...]}}}"));
            return false;
        }
        object("");
        if (parser.nextToken() != null) {
            problems.add(new Problem(here(), null, null, "has something behind its object", "remove it"));
        }
        return true;
    }

    private void object(String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            Origin origin = here();
            JsonToken token = parser.nextToken();
            if (key.equals(SCHEMA)) {
                // For editors.
                parser.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                object(key + ".");
            } else if (token == JsonToken.START_ARRAY) {
                array(origin, key);
            } else if (token == JsonToken.VALUE_NULL) {
                problems.add(new Problem(origin, key, "null", "is no value", "leave the key out for the default"));
            } else {
                entries.add(new Entry(origin, key, scalar()));
            }
        }
    }

    private void array(Origin origin, String key) throws IOException {
        List<SourceText> elements = new ArrayList<>();
        boolean sound = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token.isStructStart() || token == JsonToken.VALUE_NULL) {
                problems.add(new Problem(
                        here(), key, null, "has an element that is no text", "an element is a text in quotes"));
                parser.skipChildren();
                sound = false;
            } else {
                elements.add(scalar());
            }
        }
        if (sound) {
            entries.add(new Entry(origin, key, elements));
        }
    }

    private SourceText scalar() throws IOException {
        SourceText text =
                SourceText.of(parser.getText(), parser.currentTokenLocation().getLineNr());
        return text.part(0, text.text().length());
    }

    private Origin here() {
        return Origin.file(file, parser.currentTokenLocation().getLineNr());
    }
}
