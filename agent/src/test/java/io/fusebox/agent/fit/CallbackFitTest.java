package io.fusebox.agent.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fusebox.agent.classfile.ClassFiles;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.MethodOutline;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parameters a callback can be. */
@SuppressWarnings("UnusedMethod") // They are read from the class files.
class CallbackFitTest {

    private abstract static class Listener<T> {
        abstract void closed(T value);
    }

    private abstract static class Half extends Closed {
        abstract void closed();
    }

    private abstract static class Closed {
        final void close() {}
    }

    private sealed interface Sealed permits Only {}

    private record Only() implements Sealed {}

    private enum Word {
        YES
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private static final class Client<C extends Listener<String>> {
        void consumer(String text, BiConsumer<String, Throwable> callback) {}

        void listener(int number, Listener<?> callback) {}

        void variable(long number, C callback) {}

        void runnable(String text, Runnable callback) {}

        void half(String text, Half callback) {}

        void sealed(String text, Sealed callback) {}

        void record(String text, Only callback) {}

        void word(String text, Word callback) {}

        void text(String text, String callback) {}

        void anything(String text, Object callback) {}

        <T> void anyType(String text, T callback) {}

        void several(String text, Runnable... callbacks) {}

        void number(String text, long callback) {}

        void one(String text) {}

        void none() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "listener", "variable", "runnable"})
    void interfacesAndOpenClassesFit(String method) {
        assertThatCode(() -> check(method, CompletionKind.RETURN)).doesNotThrowAnyException();
        assertThatCode(() -> check(method, CompletionKind.STAGE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "sealed", "record", "word", "text", "anything", "anyType", "several", "number"})
    void whatNothingCanStandInForDoesNot(String method) {
        assertThat(mismatch(method, CompletionKind.RETURN).what).startsWith("nothing else can stand in for a ");
    }

    @Test
    void theParameterMustBeThere() {
        SettingMismatch one = mismatch("one", CompletionKind.RETURN);
        assertThat(one.what).isEqualTo("the method has 1 parameter");
        assertThat(one.instead).isEqualTo("the last one is arg0; or write the method with its parameters");
        assertThat(mismatch("none", CompletionKind.RETURN).what).isEqualTo("the method has 0 parameters");
    }

    @Test
    void whatEndsInAnotherWayHasNoCallback() {
        for (CompletionKind kind : List.of(CompletionKind.SUSPEND, CompletionKind.PUBLISHER)) {
            assertThat(mismatch("consumer", kind).instead).isEqualTo("leave callback out");
        }
    }

    private static SettingMismatch mismatch(String method, CompletionKind kind) {
        return catchThrowableOfType(SettingMismatch.class, () -> check(method, kind));
    }

    private static void check(String name, CompletionKind kind) throws SettingMismatch {
        ClassLoader loader = CallbackFitTest.class.getClassLoader();
        String type = Client.class.getName().replace('.', '/');
        ClassOutline outline =
                ClassOutline.of(OpenedClassReader.of(Objects.requireNonNull(ClassSource.read(loader, type))));
        MethodOutline method = outline.methods.stream()
                .filter(one -> one.name.equals(name))
                .findFirst()
                .orElseThrow();
        new CallbackFit(new ClassFiles(loader, type, outline), method, kind).check(1);
    }
}
