package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fusebox.agent.config.source.Entry;
import io.fusebox.agent.config.source.JsonFile;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.value.BadValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(SettingsSchema.json());

    /** Texts of all sorts. */
    private static final List<String> TEXTS = List.of(
            "0",
            "1",
            "5",
            "1.5",
            "30",
            "30s",
            "1m30s",
            "1h2m3s4ms",
            "10s5m",
            "ms",
            "50%",
            "0%",
            "100%",
            "33.3%",
            "50",
            "100 calls",
            "calls",
            "20 s",
            "true",
            "false",
            "on",
            "off",
            "none",
            "auto",
            "read-only",
            "9404",
            "0.0.0.0:9404",
            "[::1]:80",
            "http://x",
            "stderr",
            "json",
            "text",
            "enforce",
            "observe",
            "forced-open",
            "throw",
            "return null",
            "java.io.IOException",
            "com.acme.A#b",
            "result == null",
            "arg0",
            "payments",
            "okhttp",
            "x y");

    @Test
    void itAcceptsWhateverASettingAcceptsAndRefusesTheRestWhereItCan() {
        Set<String> texts = new LinkedHashSet<>(TEXTS);
        for (Setting setting : Setting.all()) {
            texts.add(setting.type().example());
            texts.add(setting.defaultText());
        }
        List<String> wrong = new ArrayList<>();
        for (Setting setting : Setting.all()) {
            boolean isFree = isFree(setting);
            for (String text : texts) {
                boolean accepted = accepts(setting, text);
                boolean valid = problems(document(setting, '"' + text.replace("\"", "\\\"") + '"'))
                        .isEmpty();
                if (accepted && !valid) {
                    wrong.add(setting + " = " + text + " is refused");
                } else if (!accepted && valid && !isFree) {
                    wrong.add(setting + " = " + text + " is accepted");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What a pattern cannot tell: bounds of numbers in texts are the reader's affair. */
    private static boolean isFree(Setting setting) {
        return switch (setting.type()) {
            case FORCED, SHARING, MODE, BOOLEAN, ON_OFF, LOG_FORMAT, ANNOTATIONS, JMX, MICROMETER -> false;
            case DURATION, DURATION_OR_OFF -> false;
            default -> true;
        };
    }

    private static boolean accepts(Setting setting, String text) {
        try {
            return setting.isAbsent(text) || setting.parse(text) != null;
        } catch (BadValue | IllegalArgumentException refused) {
            return false;
        }
    }

    private static String document(Setting setting, String value) {
        String own = "{\"" + setting.key() + "\":" + value + "}";
        return setting.ofAgent()
                ? "{\"" + setting.scope().replace(".", "") + "\":" + own + "}"
                : "{\"breaker\":{\"a.b[*]\":" + own + "}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"$schema\":\"./fusebox.schema.json\",\"breaker\":{\"eu.payments\":{\"methods\":[\"com.acme.A#b\"],"
                        + "\"error-threshold\":5,\"reset-timeout\":\"30s\"}}}",
                "{\"breaker.a.methods\":\"com.acme.A#b\",\"agent.http\":9404}",
                "{\"agent\":{\"http\":9404,\"strict\":true},\"defaults\":{\"mode\":\"${MODE:observe}\","
                        + "\"reset-timeout\":\"${WAIT}s\",\"error-threshold\":\"${N:5}\"}}"
            })
    void whatCheckAcceptsIsValid(String text) {
        List<Entry> entries = new ArrayList<>();
        List<Problem> faults = new ArrayList<>();
        assertThat(JsonFile.read(text, "fusebox.json", entries, faults)).isTrue();
        assertThat(faults).isEmpty();
        assertThat(entries).noneMatch(entry -> entry.key().contains("schema"));
        assertThat(problems(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"braker\":{}}",
                "{\"breaker\":{\"a\":{\"eror-threshold\":5}}}",
                "{\"breaker\":{\"a\":{\"error-threshold\":\"five\"}}}",
                "{\"breaker\":{\"a\":{\"error-threshold\":1.5}}}",
                "{\"breaker\":{\"a\":{\"error-threshold\":0}}}",
                "{\"breaker\":{\"a\":{\"error-threshold\":\"-1\"}}}",
                "{\"breaker\":{\"a\":{\"reset-timeout\":30}}}",
                "{\"breaker\":{\"a\":{\"reset-timeout\":\"30\"}}}",
                "{\"breaker\":{\"a\":{\"methods\":[5]}}}",
                "{\"defaults\":{\"methods\":\"com.acme.A#b\"}}",
                "{\"agent\":{\"jmx\":\"readonly\"}}",
                "[]"
            })
    void whatIsWrongIsMarked(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    private static List<?> problems(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return SCHEMA.validate(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
