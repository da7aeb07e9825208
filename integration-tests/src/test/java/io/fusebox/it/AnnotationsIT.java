package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code agent.annotations}: whose {@code @Guarded} counts, by the class path of its loader. */
class AnnotationsIT {

    @TempDir
    Path directory;

    private Path classes;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void autoGuardsWhereTheCoreIsOnTheClassPath(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, "");
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("app First")).isEqualTo("First");
            assertThat(guarded(management)).as("the core is on no class path").isEmpty();

            // A loader that comes later, and brings the core.
            jvm.ask("add " + Bed.jar("core", "fusebox-core"));
            jvm.ask("add " + classes);
            assertThat(jvm.ask("call Second")).isEqualTo("Second");
            assertThat(guarded(management)).containsExactly("annotated: com.acme.annotated.Second#get()");
            management.assertNoFault();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void autoFindsTheCoreOnAClassPathThatGrows(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, "");
                Management management = Management.of(jvm)) {
            jvm.ask("add " + classes);
            assertThat(jvm.ask("call First")).isEqualTo("First");
            assertThat(guarded(management)).isEmpty();

            jvm.ask("add " + Bed.jar("core", "fusebox-core"));
            assertThat(jvm.ask("call Second")).isEqualTo("Second");
            // When the loader is asked once more, all its classes are woven, a moment later.
            await().untilAsserted(() -> assertThat(guarded(management))
                    .containsExactlyInAnyOrder(
                            "annotated: com.acme.annotated.First#get()", "annotated: com.acme.annotated.Second#get()"));
            management.assertNoFault();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void autoGuardsTheProgramThatHasTheCoreOnItsClassPath(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, "", Bed.jar("core", "fusebox-core"));
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("app First")).isEqualTo("First");
            assertThat(guarded(management)).containsExactly("annotated: com.acme.annotated.First#get()");
            management.assertNoFault();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void onGuardsEverywhere(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, "agent.annotations = on\n");
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("app First")).isEqualTo("First");
            assertThat(guarded(management)).containsExactly("annotated: com.acme.annotated.First#get()");
            management.assertNoFault();
        }
    }

    private static List<String> guarded(Management management) throws Exception {
        return List.of((String[]) management.ofFusebox("GuardedMethods"));
    }

    private ForkedJvm start(Jdk jdk, String configuration, Path... libraries) throws Exception {
        classes = Bed.compile(directory.resolve("classes"), Bed.jars("core"), "annotated");
        Path program = Bed.compile(directory.resolve("program"), List.of(), "host", "growing");
        List<Path> classPath = new ArrayList<>(List.of(program, classes));
        classPath.addAll(List.of(libraries));
        Files.writeString(directory.resolve("fusebox.properties"), configuration);
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch("-cp", Bed.path(classPath), "com.acme.growing.Main");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }
}
