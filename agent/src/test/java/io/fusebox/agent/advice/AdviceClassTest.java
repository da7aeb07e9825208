package io.fusebox.agent.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our description of the advice equals what Byte Buddy finds out by itself. */
class AdviceClassTest {
    private final ClassFileLocator locator =
            ClassFileLocator.ForClassLoader.of(getClass().getClassLoader());

    @ParameterizedTest
    @EnumSource
    void isDescribedAsByteBuddysTypePoolDescribesIt(AdviceKind kind) throws Exception {
        for (String name : List.of(kind.enter, kind.exit)) {
            TypeDescription ours = AdviceClass.of(locator.locate(name).resolve());
            TypeDescription theirs = TypePool.Default.of(locator).describe(name).resolve();

            assertThat(ours.getName()).isEqualTo(theirs.getName());
            assertThat(methods(ours)).hasSizeGreaterThan(1).isEqualTo(methods(theirs));
        }
    }

    private static List<String> methods(TypeDescription type) {
        List<String> all = new ArrayList<>();
        for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
            StringBuilder text = new StringBuilder();
            text.append(method.getModifiers()).append(' ').append(method.getInternalName());
            text.append(method.getDescriptor()).append(values(method.getDeclaredAnnotations()));
            for (ParameterDescription parameter : method.getParameters()) {
                text.append(parameter.getOffset()).append(values(parameter.getDeclaredAnnotations()));
            }
            all.add(text.toString());
        }
        return all;
    }

    /** With the values of all elements, written or not. */
    private static List<String> values(AnnotationList annotations) {
        List<String> all = new ArrayList<>();
        for (AnnotationDescription annotation : annotations) {
            for (MethodDescription.InDefinedShape element :
                    annotation.getAnnotationType().getDeclaredMethods()) {
                all.add(annotation.getAnnotationType().getName() + "." + element.getName() + " = "
                        + annotation.getValue(element).resolve());
            }
            all.add(annotation.getAnnotationType().getName());
        }
        all.sort(null);
        return all;
    }
}
