package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment in WildFly; not in every build, for the distribution is large: see the profile of the same name. */
class WildFlyIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void everyDeploymentIsGuardedAndWildFlyStartsAndEndsAsWithout(Jdk jdk) throws Exception {
        Path war = Bed.jar(directory.resolve("shop.war"), PlatformsIT.war(directory, "tomcat"));
        Path configuration = Files.writeString(directory.resolve("fusebox.properties"), PlatformsIT.GUARDED);
        String line = "JAVA_OPTS=\"$JAVA_OPTS " + ForkedJvm.agent(configuration.toString()) + "\"";
        try (WildFly wildfly = new WildFly(jdk, directory, war, line)) {
            wildfly.awaitDeployed();
            assertThat(wildfly.pay("10")).isEqualTo("charged 10");
            assertThat(wildfly.pay("fail")).isEqualTo("java.io.IOException: Connection refused");
            assertThat(wildfly.pay("20")).startsWith("io.fusebox.CircuitOpenException: ");
            try (Management management = Management.of(wildfly.pid())) {
                PlatformsIT.showsOpen(management);
                wildfly.redeploy();
                assertThat(wildfly.pay("30")).contains("is OPEN");
                management.operate("payments", "transitionToClosed");
                assertThat(wildfly.pay("40")).isEqualTo("charged 40");
                management.assertNoFault();
            }
            assertThat(wildfly.stop()).as(wildfly.transcript()).isTrue();
            assertThat(wildfly.lines())
                    .anyMatch(said -> said.contains("[fusebox] 1.0.0: 1 breaker from "))
                    .anyMatch(said -> said.contains("WFLYSRV0050"))
                    .noneMatch(
                            said -> said.contains("ERROR") || said.contains("FATAL") || said.contains("WFLYLOG0078"));
        }
    }
}
