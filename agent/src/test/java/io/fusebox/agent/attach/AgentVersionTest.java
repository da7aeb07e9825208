package io.fusebox.agent.attach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentVersionTest {

    @Test
    void isTheVersionOfTheBuild() {
        assertThat(AgentVersion.NUMBER).isEqualTo(System.getProperty("fusebox.version"));
    }
}
