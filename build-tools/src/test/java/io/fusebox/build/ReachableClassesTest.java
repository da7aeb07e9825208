package io.fusebox.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachableClassesTest {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Mark {
        Class<?> value();
    }

    static class Marked {}

    static class Parent {}

    static class Created {}

    static class Element {}

    static class Named {}

    static class Unused {
        Root root = new Root();
    }

    @Mark(Marked.class)
    static class Root extends Parent {
        static final long WIDE = Long.MAX_VALUE;

        Element[][] elements = {};

        Object created() throws ClassNotFoundException {
            String named = "io.fusebox.build.ReachableClassesTest$Named";
            return List.of(new Created(), Class.forName(named), WIDE, 1.5);
        }
    }

    @Test
    void isWhatInstructionsTypesAnnotationsAndStringsName() throws Exception {
        Map<String, byte[]> classFiles = new HashMap<>();
        for (Class<?> type : ReachableClassesTest.class.getDeclaredClasses()) {
            classFiles.put(type.getName().replace('.', '/'), ClassTrimmerTest.classFile(type));
        }
        String root = Root.class.getName().replace('.', '/');

        assertThat(ReachableClasses.from(List.of(root), classFiles))
                .contains(
                        root,
                        name("Parent"),
                        name("Created"),
                        name("Element"),
                        name("Named"),
                        name("Mark"),
                        name("Marked"));
    }

    @Test
    void whatOnlyLeadsToThemIsNot() throws Exception {
        Map<String, byte[]> classFiles = Map.of(
                name("Parent"), ClassTrimmerTest.classFile(Parent.class),
                name("Unused"), ClassTrimmerTest.classFile(Unused.class));
        assertThat(ReachableClasses.from(List.of(name("Parent")), classFiles)).containsExactly(name("Parent"));
    }

    private static String name(String simple) {
        return ReachableClassesTest.class.getName().replace('.', '/') + '$' + simple;
    }
}
