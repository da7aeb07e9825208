package io.fusebox.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class ClassTrimmerTest {

    /** Trimmed below. */
    static final class Sample {
        private Sample() {}

        static int twice(int nameOfVariable) {
            int anotherVariable = nameOfVariable;
            return anotherVariable * 2;
        }
    }

    @Test
    void namesOfVariablesGoAndLinesStay() throws Exception {
        byte[] trimmed = new ClassTrimmer().trimmed(classFile(Sample.class));
        assertThat(new String(trimmed, ISO_8859_1))
                .doesNotContain("nameOfVariable", "LocalVariableTable")
                .contains("LineNumberTable", "twice");
    }

    @Test
    void aMethodThatIsMarkedGetsTheAnnotationOfTheJdk() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_ABSTRACT, "com/acme/Some", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_ABSTRACT, "some", "()V", null, null);
        method.visitAnnotation("Lio/fusebox/internal/jdk/OutOfLine;", false).visitEnd();
        method.visitEnd();
        writer.visitEnd();

        byte[] trimmed = new ClassTrimmer().trimmed(writer.toByteArray());

        assertThat(new String(trimmed, ISO_8859_1))
                .contains("Ljdk/internal/vm/annotation/DontInline;", "RuntimeVisibleAnnotations")
                .doesNotContain("OutOfLine", "RuntimeInvisibleAnnotations");
    }

    @Test
    void otherFilesStayAsTheyAre() {
        byte[] text = {1, 2, 3};
        assertThat(new ClassTrimmer().all(Map.of("some.txt", text))).containsEntry("some.txt", text);
    }

    @Test
    void aByteBuddyThatNoLongerAsksByReflectionIsAnError() {
        assertThatThrownBy(() -> new ClassTrimmer().check())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Byte Buddy has changed");
    }

    static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
