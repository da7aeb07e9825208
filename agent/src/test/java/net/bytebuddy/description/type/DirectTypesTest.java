package net.bytebuddy.description.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.utility.dispatcher.JavaDispatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectTypesTest {
    record Pair(int left, String right) {}

    sealed interface Shape permits Round {}

    record Round() implements Shape {}

    @ParameterizedTest
    @ValueSource(classes = {Pair.class, Shape.class, Round.class, String.class, int.class, Object[].class})
    void answersWhatByteBuddysProxyAnswers(Class<?> type) {
        TypeDescription.ForLoadedType.Dispatcher direct = (TypeDescription.ForLoadedType.Dispatcher)
                DirectTypes.of(TypeDescription.ForLoadedType.Dispatcher.class).run();
        TypeDescription.ForLoadedType.Dispatcher proxy = JavaDispatcher.of(
                        TypeDescription.ForLoadedType.Dispatcher.class)
                .run();

        assertThat(direct.isRecord(type)).isEqualTo(proxy.isRecord(type));
        assertThat(direct.isSealed(type)).isEqualTo(proxy.isSealed(type));
        assertThat(direct.getNestHost(type)).isEqualTo(proxy.getNestHost(type));
        assertThat(direct.getNestMembers(type)).isEqualTo(proxy.getNestMembers(type));
        assertThat(direct.isNestmateOf(type, Pair.class)).isEqualTo(proxy.isNestmateOf(type, Pair.class));
        assertThat(direct.getPermittedSubclasses(type)).isEqualTo(proxy.getPermittedSubclasses(type));
        assertThat(Arrays.toString(direct.getRecordComponents(type)))
                .isEqualTo(Arrays.toString(proxy.getRecordComponents(type)));
        assertThat(String.valueOf(direct.getAnnotatedSuperclass(type)))
                .isEqualTo(String.valueOf(proxy.getAnnotatedSuperclass(type)));
        assertThat(List.of(direct.getAnnotatedInterfaces(type))).hasSameSizeAs(proxy.getAnnotatedInterfaces(type));
    }

    @ParameterizedTest
    @ValueSource(classes = {Pair.class, Round.class})
    void knowsAnnotatedTypesAsByteBuddysProxyDoes(Class<?> type) {
        TypeDefinition.Sort.AnnotatedType direct = (TypeDefinition.Sort.AnnotatedType)
                DirectTypes.of(TypeDefinition.Sort.AnnotatedType.class).run();
        TypeDefinition.Sort.AnnotatedType proxy =
                JavaDispatcher.of(TypeDefinition.Sort.AnnotatedType.class).run();
        AnnotatedElement annotated = type.getAnnotatedSuperclass();

        assertThat(direct.isInstance(annotated))
                .isEqualTo(proxy.isInstance(annotated))
                .isTrue();
        assertThat(direct.isInstance(type)).isEqualTo(proxy.isInstance(type)).isFalse();
        assertThat(direct.getType(annotated)).isEqualTo(proxy.getType(annotated));
    }
}
