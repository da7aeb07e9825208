package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A security manager that trusts the agent's jar, or nothing. The JDK has none since version 24, and says so itself. */
class SecurityManagerIT {
    private static final int WITHOUT_SECURITY_MANAGER = 24;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aTrustedAgentGuardsAProgramThatMayDoNothing(Jdk jdk) throws Exception {
        Path policy = policy(
                "grant codeBase \"" + ForkedJvm.AGENT.toUri() + "\" { permission java.security.AllPermission; };");
        try (ForkedJvm jvm = restricted(jdk, policy)) {
            if (refusesSecurityManagers(jdk, jvm)) {
                return;
            }
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout())
                    .containsExactly(
                            "plain: Down",
                            "judged: Answer[status=1]",
                            "staged: Down",
                            "plain: Down because of CircuitOpenException",
                            "judged: CircuitOpenException",
                            "staged: CircuitOpenException",
                            "plain: Down because of CircuitOpenException",
                            "judged: CircuitOpenException",
                            "staged: CircuitOpenException",
                            "forbidden: AccessControlException");
            assertThat(jvm.stderr()).noneMatch(line -> line.contains("access denied"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r15_anAgentThatIsNotTrustedSaysSoAndTheProgramRuns(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = restricted(jdk, policy(""))) {
            if (refusesSecurityManagers(jdk, jvm)) {
                return;
            }
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).hasSize(10).allMatch(line -> !line.contains("CircuitOpen"));
            assertThat(jvm.stderr().stream().filter(line -> line.startsWith("[fusebox]")))
                    .singleElement()
                    .asString()
                    .contains("could not start: java.security.AccessControlException: access denied")
                    .contains("grant the agent's jar java.security.AllPermission in the policy file");
        }
    }

    private Path policy(String text) throws Exception {
        return Files.writeString(directory.resolve("program.policy"), text);
    }

    private ForkedJvm restricted(Jdk jdk, Path policy) throws Exception {
        return Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 1",
                        "breaker.plain.methods = com.acme.Restricted$Plain#call",
                        "breaker.plain.key = arg0",
                        "breaker.plain.on-open = throw com.acme.Restricted$Down",
                        "breaker.judged.methods = com.acme.Restricted$Judged#call",
                        "breaker.judged.error-when = result.status() == 1",
                        "breaker.staged.methods = com.acme.Restricted$Staged#call")
                .with("-Djava.security.manager", "-Djava.security.policy==" + policy)
                .run("com.acme.Restricted");
    }

    /** True for a JDK without them, which does not start. */
    private static boolean refusesSecurityManagers(Jdk jdk, ForkedJvm jvm) throws Exception {
        if (jdk.feature() < WITHOUT_SECURITY_MANAGER) {
            return false;
        }
        assertThat(jvm.awaitExit()).isNotZero();
        assertThat(jvm.transcript()).contains("Security Manager");
        return true;
    }
}
