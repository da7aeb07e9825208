package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.advice.AdviceKind;
import io.fusebox.agent.advice.KeySource;
import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import java.io.InputStream;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import org.junit.jupiter.api.Test;

class TypeVariablesTest {
    /** A class whose inner class uses its type variable. */
    static class Outer<T> {
        class Inner {
            @SuppressWarnings("NullAway")
            T value() {
                return null;
            }
        }
    }

    @Test
    void aMethodThatReturnsATypeVariableOfTheEnclosingClassIsWovenWithoutThatClassAtHand() throws Exception {
        String name = Outer.Inner.class.getName();
        ClassLoader loader = TypeVariablesTest.class.getClassLoader();
        byte[] classFile;
        try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            classFile = in.readAllBytes();
        }
        ClassReader reader = new ClassReader(classFile);
        MethodOutline method = ClassOutline.of(reader).methods.stream()
                .filter(one -> one.name.equals("value"))
                .findFirst()
                .orElseThrow();

        byte[] woven = new Weaver()
                .weave(classFile, reader, name, List.of(new Weaver.Place(method, 7, AdviceKind.PLAIN, KeySource.NONE)));

        assertThat(woven.length).isGreaterThan(classFile.length);
        assertThat(new String(woven, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("FuseboxBridge");
    }
}
