package io.fusebox.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;

class StartBlocksTest {
    private static final String AGENT = "io.fusebox.agent.Agent";
    private static final String ADVICE = "io.fusebox.bytebuddy.asm.Advice";

    static final class Entering {
        private Entering() {}

        @Advice.OnMethodEnter
        static void enter() {}
    }

    static final class Leaving {
        private Leaving() {}

        @Advice.OnMethodExit
        static void exit() {}
    }

    @Test
    void theFirstClassThatNeedsTheCoreBeginsTheSecondBlock() {
        StartBlocks blocks = StartBlocks.of(
                classes("a.First", AGENT, "a.Second"),
                classes("a.First", AGENT, "a.Second", ADVICE, "a.Third"),
                entries("a.First", AGENT, "a.Second", ADVICE, "a.Third"));

        assertThat(blocks.lists().get("begin")).containsExactly("a.First");
        assertThat(blocks.lists().get("start")).containsExactly(AGENT, "a.Second");
        assertThat(blocks.lists().get("weaving")).containsExactly(ADVICE, "a.Third");
    }

    @Test
    void whatTheAgentsLoaderDoesNotHaveIsInNoBlock() {
        StartBlocks blocks = StartBlocks.of(
                classes("a.EntryPoint", AGENT), classes("a.EntryPoint", AGENT, ADVICE), entries(AGENT, ADVICE));

        assertThat(blocks.lists().get("begin")).isEmpty();
    }

    @Test
    void aStartThatLoadsOtherClassesThanExpectedIsAnError() {
        assertThatThrownBy(() -> StartBlocks.of(classes("a.First"), classes("a.First"), entries("a.First")))
                .hasMessageContaining(AGENT);
        assertThatThrownBy(() -> StartBlocks.of(classes(AGENT), classes(AGENT), entries(AGENT)))
                .hasMessageContaining("not woven");
    }

    @Test
    void adviceIsKnownByItsAnnotations() throws Exception {
        assertThat(StartBlocks.isAdvice(ClassTrimmerTest.classFile(Entering.class)))
                .isTrue();
        assertThat(StartBlocks.isAdvice(ClassTrimmerTest.classFile(Leaving.class)))
                .isTrue();
        assertThat(StartBlocks.isAdvice(ClassTrimmerTest.classFile(StartBlocksTest.class)))
                .isFalse();
    }

    private static Set<String> classes(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    private static Map<String, byte[]> entries(String... names) {
        Map<String, byte[]> entries = new TreeMap<>();
        for (String name : names) {
            entries.put("agent/" + name.replace('.', '/') + ".classdata", new byte[0]);
        }
        return Collections.unmodifiableMap(entries);
    }
}
