package io.fusebox.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.agent.config.pattern.MethodPattern;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which methods a pattern means. */
class GuardTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "getMetaClass           | ()Lgroovy/lang/MetaClass;",
                "setMetaClass           | (Lgroovy/lang/MetaClass;)V",
                "run$lambda$0           | ()I",
                "lazy_delegate$lambda$1 | (Lcom/acme/Bank;)I",
                "invokeSuspend          | (Ljava/lang/Object;)Ljava/lang/Object;"
            })
    void aWildcardLeavesOutWhatNobodyWrote(String name, String descriptor) throws Exception {
        MethodOutline method = new MethodOutline(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        assertThat(guard("com.acme.Bank#*").means(method)).isFalse();
        assertThat(guard("com.acme.Bank#*e*(..)").means(method)).isFalse();
        assertThat(guard("com.acme.Bank#" + name).means(method)).isTrue();
        method.addAnnotation("Lcom/acme/Remote;");
        assertThat(guard("com.acme.Bank#@com.acme.Remote").means(method)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"getMetaClass | ()Ljava/lang/Object;", "invokeSuspend | ()Ljava/lang/Object;"})
    void butNotWhatOnlyLooksLikeIt(String name, String descriptor) throws Exception {
        assertThat(guard("com.acme.Bank#*").means(new MethodOutline(Opcodes.ACC_PUBLIC, name, descriptor, null, null)))
                .isTrue();
    }

    @Test
    void groovyMarksMoreOfIt() throws Exception {
        MethodOutline method = new MethodOutline(Opcodes.ACC_PUBLIC, "own", "()V", null, null);
        assertThat(guard("com.acme.Bank#*").means(method)).isTrue();
        method.addAnnotation("Lgroovy/transform/Internal;");
        assertThat(guard("com.acme.Bank#*").means(method)).isFalse();
    }

    private static Guard guard(String pattern) throws Exception {
        return new Guard("b", MethodPattern.parse(pattern));
    }
}
