package io.fusebox.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoreClassesTest {
    private static final byte[] BRIDGE = {1};

    interface Shown {
        void one();
    }

    static class Parent implements Shown {
        @Override
        public void one() {}
    }

    static class Child extends Parent {}

    public static class Open {
        public void one() {}

        void hidden() {}
    }

    private final String parent = internal(Parent.class);
    private final String child = internal(Child.class);
    private final String shown = internal(Shown.class);
    private final String open = internal(Open.class);

    @Test
    void supertypesComeFirst() throws Exception {
        assertThat(core().supertypesFirst(List.of(child))).containsExactly(shown, parent, child);
    }

    @Test
    void theShapeIsThatOfThePublicMembersAndOfTheBridge() throws Exception {
        String shape = core().shape(BRIDGE, List.of(open));
        assertThat(shape).matches("[0-9a-f]{16}").isEqualTo(core().shape(BRIDGE, List.of(open, child)));
        assertThat(core().shape(new byte[] {2}, List.of(open))).isNotEqualTo(shape);
        assertThat(core().shape(BRIDGE, List.of())).isNotEqualTo(shape);
    }

    private CoreClasses core() throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        for (Class<?> type : List.of(Shown.class, Parent.class, Child.class, Open.class)) {
            files.put(internal(type), ClassTrimmerTest.classFile(type));
        }
        return new CoreClasses(files);
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
