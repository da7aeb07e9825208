package io.fusebox.agent.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassSourceTest {

    @ParameterizedTest
    @ValueSource(classes = {Runnable.class, String.class, java.util.HashMap.class, ClassSourceTest.class})
    void theHeadOfAClassFileIsEnoughForItsSupertypes(Class<?> type) {
        String name = type.getName().replace('.', '/');
        byte[] whole = Objects.requireNonNull(ClassSource.read(type.getClassLoader(), name));
        byte[] head = Objects.requireNonNull(ClassSource.readHead(type.getClassLoader(), name));
        assertThat(supertypes(head)).isEqualTo(supertypes(whole));
        assertThat(new ClassFile(head).isConcrete()).isEqualTo(new ClassFile(whole).isConcrete());
    }

    @ParameterizedTest
    @ValueSource(strings = "com/acme/Absent")
    void whatIsNotThereIsNull(String name) {
        assertThat(ClassSource.read(getClass().getClassLoader(), name)).isNull();
        assertThat(ClassSource.readHead(getClass().getClassLoader(), name)).isNull();
    }

    private static List<String> supertypes(byte[] file) {
        return new ClassFile(file).supertypes();
    }
}
