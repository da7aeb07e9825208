package net.bytebuddy.description.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import net.bytebuddy.utility.dispatcher.JavaDispatcher;
import org.junit.jupiter.api.Test;

class DirectMethodsTest {
    static Executable charge() throws Exception {
        return DirectMethodsTest.class.getDeclaredMethod("charge", int.class, String.class);
    }

    void charge(int amount, String to) {}

    @Test
    void answersWhatByteBuddysProxiesAnswer() throws Exception {
        ParameterList.ForLoadedExecutable.Executable direct = (ParameterList.ForLoadedExecutable.Executable)
                DirectMethods.of(ParameterList.ForLoadedExecutable.Executable.class)
                        .run();
        ParameterList.ForLoadedExecutable.Executable proxy = JavaDispatcher.of(
                        ParameterList.ForLoadedExecutable.Executable.class)
                .run();

        assertThat(direct.isInstance(charge()))
                .isEqualTo(proxy.isInstance(charge()))
                .isTrue();
        assertThat(direct.isInstance("")).isEqualTo(proxy.isInstance("")).isFalse();
        assertThat(direct.getParameterCount(charge()))
                .isEqualTo(proxy.getParameterCount(charge()))
                .isEqualTo(2);
        assertThat(direct.getParameters(charge())).isEqualTo(proxy.getParameters(charge()));
    }

    @Test
    void knowsReceiversAsByteBuddysProxyDoes() throws Exception {
        MethodDescription.InDefinedShape.AbstractBase.Executable direct =
                (MethodDescription.InDefinedShape.AbstractBase.Executable)
                        DirectMethods.of(MethodDescription.InDefinedShape.AbstractBase.Executable.class)
                                .run();
        MethodDescription.InDefinedShape.AbstractBase.Executable proxy = JavaDispatcher.of(
                        MethodDescription.InDefinedShape.AbstractBase.Executable.class)
                .run();

        assertThat(direct.getAnnotatedReceiverType(charge()).toString())
                .isEqualTo(proxy.getAnnotatedReceiverType(charge()).toString());
    }
}
