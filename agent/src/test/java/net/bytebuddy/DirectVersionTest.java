package net.bytebuddy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectVersionTest {
    @Test
    void isTheVersionThatByteBuddyFindsByReflection() {
        assertThat(DirectVersion.INSTANCE.run().resolve())
                .isEqualTo(
                        ClassFileVersion.VersionLocator.Resolver.INSTANCE.run().resolve());
    }
}
