package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mockito beside Fusebox: calls of mocks count nowhere, whichever agent comes first and however Mockito makes a mock. */
class MocksIT {

    @TempDir
    Path directory;

    static Stream<Arguments> ways() {
        return Jdks.all().flatMap(jdk -> Stream.of("mock-maker-inline", "mock-maker-subclass")
                .flatMap(maker -> Stream.of(Arguments.of(jdk, maker, true), Arguments.of(jdk, maker, false))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theRealMethodCountsAndTheMockDoesNot(Jdk jdk, String maker, boolean mockitoFirst) throws Exception {
        try (ForkedJvm jvm = start(jdk, maker, mockitoFirst);
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("real")).isEqualTo("sent 1");
            assertCounts(management, 1);
            assertThat(jvm.ask("mock")).isEqualTo("null mocked 0 thrown");
            assertThat(jvm.ask("gateway")).isEqualTo("null");
            assertCounts(management, 1);
            assertThat(jvm.ask("real")).isEqualTo("sent 1");
            assertCounts(management, 2);
            assertThat(jvm.ask("spy")).as("a spy calls the real method").isEqualTo("sent 2");
            assertCounts(management, 3);
            assertThat(management.count("exact", "TotalErrorCount")).isZero();

            management.operate("exact", "transitionToForcedOpen");
            management.operate("wild", "transitionToForcedOpen");
            assertThat(jvm.ask("mock")).as("mocks are not rejected").isEqualTo("null mocked 0 thrown");
            assertThat(jvm.ask("real")).as("the answer of the outer breaker").isEqualTo("closed");
            management.operate("wild", "transitionToClosed");
            assertThat(jvm.ask("real")).isEqualTo("io.fusebox.CircuitOpenException");
            assertThat(management.methods("wild"))
                    .allMatch(method -> method.startsWith("com.acme.mocks.Mocks$Mailer#"));
            management.assertNoFault();
        }
    }

    /** The same for each breaker, the one that answers, the one with a key and the plain one. */
    private static void assertCounts(Management management, long calls) throws Exception {
        assertThat(management.count("exact", "TotalSuccessCount")).isEqualTo(calls);
        assertThat(management.count("wild", "TotalSuccessCount")).isEqualTo(calls);
        assertThat(management.count("result", "TotalSuccessCount")).isEqualTo(calls);
    }

    private ForkedJvm start(Jdk jdk, String maker, boolean mockitoFirst) throws Exception {
        List<Path> classPath = new ArrayList<>(Bed.jars("mockito"));
        Path classes = Bed.compile(directory.resolve("classes"), classPath, "host", "mocks");
        Path extensions = Files.createDirectories(classes.resolve("mockito-extensions"));
        Files.writeString(extensions.resolve("org.mockito.plugins.MockMaker"), maker);
        classPath.add(classes);
        Files.writeString(directory.resolve("fusebox.properties"), """
                breaker.exact.methods = com.acme.mocks.Mocks$Mailer#send
                breaker.result.methods = com.acme.mocks.Mocks$Mailer#send
                breaker.result.error-when = result == "nothing"
                breaker.wild.methods = com.acme.mocks.Mocks$Gateway+#*end*
                breaker.wild.on-open = return "closed"
                """);
        String mockito = "-javaagent:" + Bed.jar("mockito", "mockito-core");
        String fusebox = ForkedJvm.agent("fusebox.properties");
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .with(mockitoFirst ? mockito : fusebox, mockitoFirst ? fusebox : mockito)
                .launch("-cp", Bed.path(classPath), "com.acme.mocks.Mocks");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }
}
