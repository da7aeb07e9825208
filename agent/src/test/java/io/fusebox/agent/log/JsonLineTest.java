package io.fusebox.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void writesTextsAndNumbersOnOneLine() {
        assertThat(new JsonLine().end()).isEqualTo("{}");
        assertThat(new JsonLine()
                        .add("pid", -5)
                        .add("name", "a")
                        .add("none", null)
                        .end())
                .isEqualTo("{\"pid\":-5,\"name\":\"a\"}");
    }

    @Test
    void whateverATextHoldsIsReadBack() throws Exception {
        StringBuilder every = new StringBuilder();
        for (char c = 0; c < 0x2100; c++) {
            every.append(c);
        }
        String line = new JsonLine()
                .add("a", every.toString())
                .add("b", "\ud83d\ude00")
                .add("c", "\ud83dx")
                .end();
        assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u2028\u2029]");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.get("a").textValue()).isEqualTo(every.toString());
        assertThat(read.get("b").textValue()).isEqualTo("\ud83d\ude00");
        assertThat(read.get("c").textValue()).isEqualTo("\ud83dx");
    }
}
