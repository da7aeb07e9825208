package io.fusebox.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.value.BadValue;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who implements an interface by proxies of the JDK. */
class ProxyMakerTest {

    @ParameterizedTest
    @CsvSource({
        "FEIGN, org.springframework.cloud.openfeign.FeignClient",
        "MYBATIS, org.apache.ibatis.annotations.Mapper",
        "SPRING_DATA, org.springframework.data.repository.RepositoryDefinition"
    })
    void anAnnotationOfTheInterfaceSays(ProxyMaker maker, String annotation) throws Exception {
        Class<?> type = new ByteBuddy()
                .makeAnnotation()
                .name(annotation)
                .make()
                .load(getClass().getClassLoader())
                .getLoaded();
        byte[] file = new ByteBuddy()
                .makeInterface()
                .name("com.acme.Orders")
                .annotateType(AnnotationDescription.Builder.ofType(TypeDescription.ForLoadedType.of(type))
                        .build())
                .make()
                .getBytes();
        assertThat(ProxyMaker.ofInterface(file, "com/acme/Orders", null, new Hierarchy()))
                .isEqualTo(maker);
    }

    @Test
    void anInterfaceOfTheProgramAloneSaysNothing() {
        byte[] file = ClassSource.read(
                getClass().getClassLoader(),
                com.acme.plan.Subjects.Gateway.class.getName().replace('.', '/'));
        assertThat(ProxyMaker.ofInterface(file, "com/acme/plan/Subjects$Gateway", null, new Hierarchy()))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FEIGN       | com.acme.Orders | feign.ReflectiveFeign",
                "MYBATIS     | com.acme.Orders | org.apache.ibatis.binding.MapperProxyFactory",
                "SPRING_DATA | com.acme.Orders | org.springframework.data.repository.core.support.RepositoryFactorySupport",
                "SPRING_DATA | org.springframework.data.repository.Repository | com.acme.Main",
                "            | com.acme.Orders | com.acme.Main"
            })
    void aProxySaysByItsInterfacesOrByWhoAsksForIt(ProxyMaker maker, String type, String caller) {
        StackTraceElement[] stack = {
            new StackTraceElement("java.lang.reflect.Proxy", "newProxyInstance", null, 1),
            new StackTraceElement("io.fusebox.agent.weave.Transformer", "transform", null, 1),
            new StackTraceElement("org.springframework.aop.framework.JdkDynamicAopProxy", "getProxy", null, 1),
            new StackTraceElement(caller, "make", null, 1)
        };
        assertThat(ProxyMaker.ofProxy(List.of(type.replace('.', '/')), stack)).isEqualTo(maker);
    }

    @Test
    void whoIsFarBehindDoesNotAskForIt() {
        StackTraceElement[] stack = new StackTraceElement[20];
        for (int i = 0; i < stack.length; i++) {
            stack[i] = new StackTraceElement(i < 10 ? "com.acme.Main" : "feign.Feign", "make", null, 1);
        }
        assertThat(ProxyMaker.ofProxy(List.of("com/acme/Orders"), stack)).isNull();
    }

    @ParameterizedTest
    @EnumSource(ProxyMaker.class)
    void whatIsToBeWrittenIsAPattern(ProxyMaker maker) throws BadValue {
        String advice = maker.advice("com.acme.Orders");
        String write = advice.substring(advice.indexOf("; write ") + 8, advice.indexOf(" to guard "));
        assertThat(MethodPattern.parse(write)).hasToString(write);
    }
}
