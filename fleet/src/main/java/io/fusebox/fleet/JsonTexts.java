package io.fusebox.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the plain fields of a JSON object; what is an object or an array there is left out. Safe for use by any thread. */
public final class JsonTexts {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTexts() {}

    /**
     * The fields by name, numbers as text.
     *
     * @throws IOException if it is no JSON object
     */
    public static Map<String, String> of(String json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    texts.put(name, parser.getValueAsString(""));
                }
                parser.skipChildren();
            }
        }
        return texts;
    }
}
