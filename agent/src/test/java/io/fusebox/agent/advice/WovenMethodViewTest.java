package io.fusebox.agent.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our description of a guarded method equals what Byte Buddy finds out by itself. */
class WovenMethodViewTest {
    interface Shop {
        default long price(int[] items, String[][] names) {
            return items.length;
        }
    }

    abstract static class Counter<T extends Comparable<T>> implements Shop {
        static byte one(boolean a, char b, short c, float d, double e, long f) {
            return 0;
        }

        T best(List<? extends T> all, T other) {
            return other;
        }

        void nothing(Inner inner) {}

        Inner[] all() {
            throw new UnsupportedOperationException();
        }

        @SuppressWarnings("ClassCanBeStatic")
        final class Inner {
            int[][] table(Object[] row) {
                return new int[0][0];
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Shop.class, Counter.class, Counter.Inner.class})
    void isDescribedAsByteBuddysTypePoolDescribesIt(Class<?> type) throws Exception {
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(getClass().getClassLoader());
        TypeDescription theirType =
                TypePool.Default.of(locator).describe(type.getName()).resolve();
        ClassReader reader = new ClassReader(locator.locate(type.getName()).resolve());
        TypeDescription ourType = NamedTypes.of(type.getName(), reader.getAccess());
        assertThat(ourType.getInternalName()).isEqualTo(theirType.getInternalName());
        assertThat(ourType.isInterface()).isEqualTo(theirType.isInterface());

        int compared = 0;
        for (MethodOutline outline : ClassOutline.of(reader).methods) {
            MethodDescription ours =
                    new WovenMethodView(ourType, new Weaver.Place(outline, 1, AdviceKind.PLAIN, KeySource.NONE));
            for (MethodDescription theirs : theirType.getDeclaredMethods()) {
                if (theirs.getInternalName().equals(outline.name)
                        && theirs.getDescriptor().equals(outline.descriptor)) {
                    assertThat(text(ours)).isEqualTo(text(theirs));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(theirType.getDeclaredMethods().size());
    }

    private static String text(MethodDescription method) {
        StringBuilder text = new StringBuilder(method.getInternalName())
                .append(method.getDescriptor())
                .append(method.getActualModifiers())
                .append(method.isStatic())
                .append(method.isConstructor())
                .append(method.getStackSize())
                .append(method.getReturnType().asErasure().getName());
        for (ParameterDescription parameter : method.getParameters()) {
            text.append(' ')
                    .append(parameter.getIndex())
                    .append(parameter.getOffset())
                    .append(parameter.getType().getStackSize())
                    .append(parameter.getType().asErasure().getName());
        }
        return text.toString();
    }
}
