package io.fusebox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.ConfigReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotYetTest {
    @Test
    void whoSetsWhatHasNoEffectIsTold() {
        assertThat(told("breaker.http.methods = com.acme.Http#send\nagent.log = off\n"))
                .contains("f.properties: agent.log has no effect in this version");
    }

    @Test
    void whoSetsNoneOfItIsToldNothing() {
        assertThat(told("breaker.http.methods = com.acme.Http#send\nbreaker.http.on-open = throw\n"))
                .isEmpty();
    }

    private static String told(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NotYet.tell(
                new ConfigReader(Map.of(), Map.of()).read(text, "f.properties"),
                new AgentLog(out, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
