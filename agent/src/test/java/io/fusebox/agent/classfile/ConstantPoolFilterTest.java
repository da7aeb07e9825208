package io.fusebox.agent.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Test;

class ConstantPoolFilterTest {

    /** Two bytes, three bytes, and a character that class files have as two of three. */
    private static final String STRANGE = "zahlGeb\u00fchr\u20ac\ud83d\udcb6";

    @Test
    void findsWholeWordsOfAnyAlphabet() {
        byte[] file = new ByteBuddy()
                .subclass(Object.class)
                .name("com.acme.Klasse\u00dc")
                .defineMethod(STRANGE, long.class)
                .intercept(FixedValue.value(Long.MAX_VALUE))
                .make()
                .getBytes();
        ConstantPoolFilter words = new ConstantPoolFilter();
        long strange = words.bit(STRANGE);
        long part = words.bit("zahlGeb");
        long absent = words.bit("charge");
        assertThat(words.in(file)).isEqualTo(strange).isNotEqualTo(part | absent);
        assertThat(words.bit(STRANGE)).isEqualTo(strange);
        assertThat(new ClassFile(file).supertypes()).isEqualTo(List.of("java/lang/Object"));
    }

    @Test
    void moreWordsThanBitsAreNotLookedFor() {
        ConstantPoolFilter words = new ConstantPoolFilter();
        for (int i = 0; i < 64; i++) {
            assertThat(words.bit("word" + i)).isEqualTo(1L << i);
        }
        assertThat(words.bit("one more")).isZero();
        assertThat(words.bit("word7")).isEqualTo(1L << 7);
    }
}
