package io.fusebox.agent.advice;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.plan.Subjects.Http;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.ClassSource;
import io.fusebox.agent.classfile.MethodOutline;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a class file. */
class WeaverTest {

    private final byte[] file =
            ClassSource.read(Http.class.getClassLoader(), Http.class.getName().replace('.', '/'));
    private final ClassReader reader = OpenedClassReader.of(file);
    private final ClassOutline outline = ClassOutline.of(reader);

    @ParameterizedTest
    @EnumSource(AdviceKind.class)
    void equalInputGivesEqualOutput(AdviceKind kind) {
        byte[] woven = weave(weaver(), kind);
        Weaver another = weaver();
        assertThat(weave(another, kind)).isEqualTo(woven).isNotEqualTo(file);
        weave(another, AdviceKind.PLAIN);
        assertThat(weave(another, kind)).isEqualTo(woven);
    }

    @Test
    void aMethodOfTwoBreakersToo() {
        assertThat(weave(weaver(), AdviceKind.PLAIN, AdviceKind.RESULT))
                .isEqualTo(weave(weaver(), AdviceKind.PLAIN, AdviceKind.RESULT))
                .isNotEqualTo(weave(weaver(), AdviceKind.RESULT, AdviceKind.PLAIN));
    }

    @Test
    void theClassKeepsItsMembers() {
        ClassOutline woven = ClassOutline.of(new ClassReader(weave(weaver(), AdviceKind.ANSWERING_RESULT)));
        assertThat(woven.methods)
                .extracting(MethodOutline::toString)
                .isEqualTo(outline.methods.stream().map(MethodOutline::toString).toList());
        assertThat(woven.access).isEqualTo(outline.access);
    }

    private static Weaver weaver() {
        return new Weaver();
    }

    private byte[] weave(Weaver weaver, AdviceKind... kinds) {
        List<Weaver.Place> places = new ArrayList<>();
        for (MethodOutline method : outline.methods) {
            if (method.name.equals("send")) {
                for (AdviceKind kind : kinds) {
                    int last = Type.getArgumentCount(method.descriptor) - 1;
                    places.add(new Weaver.Place(method, 7 + places.size(), kind, KeySource.NONE, last));
                }
            }
        }
        return weaver.weave(file, reader, Http.class.getName(), places);
    }
}
