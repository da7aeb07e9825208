package io.fusebox.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartRecorderTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheThreadOfTheProgramCountsAndOnlyUntilItsFirstClass() {
        assertThat(StartRecorder.classes(
                        List.of(
                                "[12] java.lang.Object source: shared objects file",
                                "[12] io.fusebox.agent.Second source: __JVM_DefineClass__",
                                "[345  ] io.fusebox.agent.OfAnotherThread source: __JVM_DefineClass__",
                                "[12] io.fusebox.agent.First source: __JVM_DefineClass__",
                                "[12] com.acme.Main source: file:/program/",
                                "[12] io.fusebox.agent.Later source: __JVM_DefineClass__"),
                        "com.acme.Main"))
                .containsExactly("io.fusebox.agent.Second", "io.fusebox.agent.First");
    }

    @Test
    void aLogWithoutTheProgramIsAnError() {
        assertThatThrownBy(() -> StartRecorder.classes(
                        List.of("[12] java.lang.Object source: shared objects file"), "com.acme.Main"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("com.acme.Main");
    }

    @Test
    void aStartThatFailsIsAnErrorThatSaysWhatTheJvmSaid() {
        StartRecorder recorder = new StartRecorder(folder.resolve("absent.jar"), folder);
        assertThatThrownBy(() -> recorder.record("start"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed: ")
                .hasMessageContaining("absent.jar");
    }

    @Test
    void whatAnyRunHasCountsInTheOrderOfTheLongest() {
        assertThat(StartRecorder.together(List.of(classes("b", "d"), classes("c", "b", "a"), classes("a"))))
                .containsExactly("c", "b", "a", "d");
    }

    private static Set<String> classes(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
