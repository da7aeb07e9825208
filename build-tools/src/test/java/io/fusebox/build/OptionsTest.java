package io.fusebox.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void unknownAndMissingOptionsAreNamed() {
        assertThatThrownBy(() -> Options.of("colour=red")).hasMessageStartingWith("colour=red: expected name=value");
        assertThatThrownBy(() -> Options.of("agent")).hasMessageStartingWith("agent: expected name=value");
        assertThatThrownBy(() -> Options.of("agent=a.jar")).hasMessageStartingWith("expected ");
    }

    @Test
    void aValueMayHoldAnEqualsSign() {
        String[] arguments = {
            "agent=a=b.jar",
            "core=",
            "bridge=",
            "premain=",
            "demo=",
            "demo-configuration=",
            "license=",
            "libraries=",
            "version=1",
            "recordings=",
            "output="
        };
        assertThat(Options.of(arguments).text("agent")).isEqualTo("a=b.jar");
        assertThat(Options.of(arguments).path("agent")).isAbsolute();
    }
}
