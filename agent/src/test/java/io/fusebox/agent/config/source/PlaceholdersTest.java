package io.fusebox.agent.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.agent.config.value.BadValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private final Placeholders placeholders = new Placeholders(
            Map.of("shop.name", "acme", "both", "property", "empty", ""),
            Map.of("SHOP", "env", "both", "environment", "RAW", "${SHOP}"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "${shop.name}, acme",
                "${SHOP}, env",
                "${both}, property",
                "${NONE:30s}, 30s",
                "${NONE:}, ``",
                "${empty:30s}, ``",
                "${shop.name:30s}, acme",
                "${NONE:a:b}, a:b",
                "${NONE:${SHOP}}, env",
                "${NONE:${NEITHER:x}y}, xy",
                "a${SHOP}b${SHOP}, aenvbenv",
                "${RAW}, ${SHOP}",
                "$${SHOP}, ${SHOP}",
                "$5 and $, $5 and $",
            })
    void aPlaceholderIsPropertyThenEnvironmentThenDefault(String text, String filled) throws BadValue {
        assertThat(placeholders.fill(SourceText.of(text, 1)).text()).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "${NONE}, `neither the system property nor the environment variable 'NONE' is set; set it, or give it a default as in ${NONE:default}`",
                "${}, has a placeholder without a name; a placeholder looks like ${system.property} or ${ENV_VARIABLE:default}",
                "${SHOP, `has a placeholder that is not closed; } closes it; $${ stands for ${ itself`",
                "${NONE:${SHOP}, `has a placeholder that is not closed; } closes it; $${ stands for ${ itself`",
            })
    void aPlaceholderThatCannotBeFilledIsTold(String text, String refusal) {
        BadValue problem = catchThrowableOfType(BadValue.class, () -> placeholders.fill(SourceText.of(text, 1)));

        assertThat(problem).isNotNull();
        assertThat(problem.what() + "; " + problem.instead()).isEqualTo(refusal);
    }

    @Test
    void nestingWithoutEndIsRefusedBeforeTheStackEnds() {
        String text = "${A:".repeat(10_000) + "}".repeat(10_000);

        assertThat(catchThrowableOfType(BadValue.class, () -> placeholders.fill(SourceText.of(text, 1))))
                .isNotNull();
    }

    @Test
    void whatStandsBehindAPlaceholderKeepsItsLine() throws BadValue {
        SourceText text = new SourceText.Builder(3)
                .append("${shop.name}, ")
                .line(4)
                .append("${NONE:x}")
                .build();

        SourceText filled = placeholders.fill(text);

        assertThat(filled.text()).isEqualTo("acme, x");
        assertThat(filled.lineAt(0)).isEqualTo(3);
        assertThat(filled.lineAt(6)).isEqualTo(4);
    }
}
