package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import javax.management.InstanceNotFoundException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration file changes while the program works. */
class ReloadIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String WATCHED = "agent.reload-interval = 300ms";
    private static final String PAYMENTS = "breaker.payments.methods = com.acme.subject.Bank#charge";
    private static final String REFUNDS = "breaker.refunds.methods = com.acme.subject.Bank#refund";

    private static final String CHARGE = "payments: com.acme.subject.Bank#charge(int)";
    private static final String REFUND = "refunds: com.acme.subject.Bank#refund(int)";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r17_noCallIsLostOrCountedTwiceWhileTheFileChangesUnderLoad(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = till(jdk, WATCHED, PAYMENTS)) {
            try (Management management = Management.of(jvm)) {
                assertThat(jvm.ask("open")).isEqualTo("opened");
                for (int round = 1; round <= 3; round++) {
                    int threshold = round;
                    replace(WATCHED, PAYMENTS, "defaults.error-threshold = " + threshold, REFUNDS);
                    await().atMost(LIMIT).until(() -> management.count("payments", "ErrorThreshold") == threshold);
                    await().atMost(LIMIT).until(() -> guarded(management).equals(List.of(CHARGE, REFUND)));
                    await().atMost(LIMIT)
                            .ignoreExceptionsInstanceOf(InstanceNotFoundException.class)
                            .until(() -> management.count("refunds", "TotalSuccessCount") > 0);
                    replace(WATCHED, PAYMENTS);
                    await().atMost(LIMIT).until(() -> management.count("payments", "ErrorThreshold") == 5);
                    await().atMost(LIMIT).until(() -> guarded(management).equals(List.of(CHARGE)));
                }
                String counted = jvm.ask("close");
                assertThat(counted)
                        .isEqualTo("counted " + totals(management, "payments"))
                        .doesNotStartWith("counted [0,");
                assertThat(management.count("payments", "ActiveCalls")).isZero();
                management.assertNoFault();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r17_aBreakerKeepsItsStateAndItsCalls(Jdk jdk) throws Exception {
        String office = "breaker.office.methods = com.acme.subject.Bank#settle";
        try (ForkedJvm jvm = till(jdk, WATCHED, PAYMENTS, office);
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("settle")).isEqualTo("settling");
            management.operate("payments", "transitionToForcedOpen");
            replace(WATCHED, PAYMENTS, office, "defaults.success-threshold = 7");
            await().atMost(LIMIT).until(() -> management.count("office", "SuccessThreshold") == 7);
            assertThat(management.count("office", "ActiveCalls")).isEqualTo(1);
            assertThat(jvm.ask("charge")).isEqualTo("[0, 0, 1]");
            assertThat(jvm.ask("release")).isEqualTo("settled");
            assertThat(management.count("office", "TotalSuccessCount")).isEqualTo(1);
            assertThat(management.state("payments")).isEqualTo("FORCED_OPEN");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aBadFileChangesNothingThatWorksAndIsTold(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = till(jdk, WATCHED, PAYMENTS, "agent.mode = observe");
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("charge")).isEqualTo("[1, 0, 0]");
            replace(WATCHED, PAYMENTS + ", nonsense", "agent.mode = obsrve", REFUNDS);
            jvm.awaitStderr(line -> line.startsWith("[fusebox] reloaded: ") && line.contains("2 problems"));
            assertThat(guarded(management)).containsExactly(CHARGE, REFUND);
            assertThat(management.ofFusebox("Mode")).isEqualTo("observe");
            assertThat((String[]) management.ofFusebox("ConfigProblems")).hasSize(2);

            Files.delete(directory.resolve("fusebox.properties"));
            jvm.awaitStderr(line -> line.startsWith("[fusebox] reload: nothing changed: "));
            assertThat(guarded(management)).containsExactly(CHARGE, REFUND);
            assertThat((String[]) management.ofFusebox("ConfigProblems"))
                    .singleElement()
                    .asString()
                    .contains("there is no such file");

            replace(WATCHED, PAYMENTS);
            await().atMost(LIMIT).until(() -> management.ofFusebox("Mode").equals("enforce"));
            assertThat((String[]) management.ofFusebox("ConfigProblems")).isEmpty();
        }
    }

    private ForkedJvm till(Jdk jdk, String... configuration) throws IOException {
        ForkedJvm jvm = Programs.guarded(jdk, directory, configuration).run("com.acme.Till");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }

    /** As editors and deployments do it: a new file, renamed over the old one. */
    private void replace(String... lines) throws IOException {
        Path next = Files.writeString(directory.resolve("next"), String.join("\n", lines) + "\n");
        Files.move(
                next,
                directory.resolve("fusebox.properties"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> guarded(Management management) throws Exception {
        return List.of((String[]) management.ofFusebox("GuardedMethods"));
    }

    private static List<Long> totals(Management management, String breaker) throws Exception {
        return List.of(
                management.count(breaker, "TotalSuccessCount"),
                management.count(breaker, "TotalErrorCount"),
                management.count(breaker, "TotalRejectedCount"));
    }
}
