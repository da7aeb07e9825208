package io.fusebox.agent.weave;

import io.fusebox.agent.advice.AdviceKind;
import io.fusebox.agent.advice.KeySource;
import io.fusebox.agent.advice.Weaver;
import io.fusebox.agent.call.Sites;
import io.fusebox.agent.classfile.ClassOutline;
import io.fusebox.agent.classfile.MethodOutline;
import io.fusebox.internal.engine.CallGate;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.lang.instrument.Instrumentation;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Proves that guarding works in this JVM, by a class of our own: it goes the whole way from the JVM's offer of a class
 * file to a count at a breaker.
 *
 * <p>It takes Byte Buddy, which takes most of the start of a small program. So it runs on Fusebox's own thread, after the
 * first class was woven or the program has been up for a minute.
 */
final class SelfTest {
    static final String SUBJECT = "io/fusebox/agent/weave/SelfTestSubject";
    private static final String BREAKER = "fusebox.self-test";

    private final Instrumentation instrumentation;
    private final Registry registry;
    private final LazyWeaver weaver;
    private final Sites sites;
    private volatile @Nullable CallGate gate;

    SelfTest(Instrumentation instrumentation, Registry registry, LazyWeaver weaver, Sites sites) {
        this.instrumentation = instrumentation;
        this.registry = registry;
        this.weaver = weaver;
        this.sites = sites;
    }

    /** Calls the guarded method. What is wrong, or null. */
    @Nullable
    String run() {
        try {
            Breaker breaker = registry.unlisted(BREAKER);
            gate = breaker.gate();
            int answer = SelfTestSubject.answer();
            if (breaker.metrics().totalSuccessCount() == 0) {
                // It may have been loaded under an agent before this one.
                instrumentation.retransformClasses(SelfTestSubject.class);
                answer = SelfTestSubject.answer();
            }
            long counted = breaker.metrics().totalSuccessCount();
            return counted == 1 && answer == 42
                    ? null
                    : "a call of a method that was to be guarded returned " + answer + " and was counted " + counted
                            + " times";
        } catch (Throwable fault) {
            return fault.toString();
        }
    }

    private Weaver.Place place(String className, MethodOutline method) {
        CallGate open = gate;
        if (open == null) {
            throw new IllegalStateException("not begun");
        }
        int number = sites.number(BREAKER, open, null, className, method.name + method.descriptor);
        return new Weaver.Place(method, number, AdviceKind.PLAIN, KeySource.NONE);
    }

    byte[] weave(byte[] classFile) {
        weaver.prepare();
        ClassReader reader = OpenedClassReader.of(classFile);
        String className = SUBJECT.replace('/', '.');
        for (MethodOutline method : ClassOutline.of(reader).methods) {
            if (method.name.equals("answer")) {
                return weaver.get().weave(classFile, reader, className, List.of(place(className, method)));
            }
        }
        throw new IllegalStateException("no method answer in " + className);
    }
}
