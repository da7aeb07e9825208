package io.fusebox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void isTheVersionOfTheBuild() {
        assertThat(Version.NUMBER).isEqualTo(System.getProperty("fusebox.version"));
    }
}
