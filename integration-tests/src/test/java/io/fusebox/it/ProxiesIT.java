package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What frameworks put before a guarded method. */
class ProxiesIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r14_aCallThroughAProxyIsCountedOnce(Jdk jdk) throws Exception {
        List<Path> classPath = new ArrayList<>(Bed.jars("boot"));
        classPath.addAll(Bed.jars("hibernate"));
        Path classes = Bed.compile(directory.resolve("classes"), classPath, "host", "proxies");
        classPath.add(classes);
        Files.writeString(directory.resolve("fusebox.properties"), """
                breaker.beans.methods = com.acme.proxies.Payments+#pay
                breaker.entities.methods = com.acme.proxies.Account+#pay
                """);
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch("-cp", Bed.path(classPath), "com.acme.proxies.Proxies")) {
            jvm.awaitStdout("ready"::equals);
            try (Management management = Management.of(jvm)) {
                assertThat(jvm.ask("jdk")).isEqualTo("2 true");
                assertThat(management.count("beans", "TotalSuccessCount")).isEqualTo(1);
                assertThat(jvm.ask("cglib")).isEqualTo("2 true");
                assertThat(management.count("beans", "TotalSuccessCount")).isEqualTo(2);
                assertThat(jvm.ask("hibernate")).isEqualTo("8 true");
                assertThat(management.count("entities", "TotalSuccessCount")).isEqualTo(1);
                management.assertNoFault();
            }
        }
    }

    /** The class is generated for the first time while the breaker rejects: plumbing that is rejected would be its end. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r14_nothingOfAClassThatAFrameworkGeneratesIsGuardedByAWildcard(Jdk jdk) throws Exception {
        List<Path> classPath = new ArrayList<>(Bed.jars("boot"));
        classPath.addAll(Bed.jars("hibernate"));
        classPath.add(Bed.compile(directory.resolve("classes"), classPath, "host", "generated"));
        Files.writeString(directory.resolve("fusebox.properties"), """
                breaker.spring.methods = com.acme.generated.SpringDao+#*
                breaker.bytebuddy.methods = com.acme.generated.Buddy*+#*
                breaker.hibernate.methods = com.acme.generated.Entry+#*
                """);
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch("-cp", Bed.path(classPath), "com.acme.generated.Generated")) {
            jvm.awaitStdout("ready"::equals);
            try (Management management = Management.of(jvm)) {
                for (String framework : List.of("spring", "bytebuddy", "hibernate")) {
                    management.operate(framework, "transitionToForcedOpen");
                    assertThat(jvm.ask(framework)).as(framework).isEqualTo("io.fusebox.CircuitOpenException");
                    management.operate(framework, "transitionToClosed");
                    assertThat(jvm.ask(framework)).as(framework).isEqualTo("loaded");
                    assertThat(management.count(framework, "TotalSuccessCount")).isEqualTo(1);
                    assertThat(management.methods(framework)).singleElement().satisfies(method -> assertThat(method)
                            .matches("com\\.acme\\.generated\\.\\w+#load\\(\\)"));
                    jvm.awaitStderr(line -> line.startsWith("[fusebox] " + framework + ": com.acme.generated.")
                            && line.contains("+#* leaves out what frameworks generate or generate with, such as"));
                }
                management.assertNoFault();
            }
        }
    }
}
