package io.fusebox.it;

import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent goes from a JVM that goes on, and comes again. */
class DetachIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void takesItsCodeOutOfTheClasses(Jdk jdk) throws Exception {
        Path witness = OtherJar.witness(directory);
        guard("breaker.payments.methods = com.acme.subject.Bank#charge");
        try (ForkedJvm jvm = till(jdk)) {
            assertThat(jvm.ask("charge")).isEqualTo("[1, 0, 0]");
            String before = bytes(jvm, witness);
            assertThat(before).endsWith(" plain");
            for (int round = 0; round < 2; round++) {
                attach(jdk, jvm);
                assertThat(bytes(jvm, witness)).endsWith(" woven");
                assertThat(detach(jdk, jvm)).endsWith("detached: 1 method is as before");
                assertThat(bytes(jvm, witness)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void leavesNoThreadNoMBeanAndNoClassLoader(Jdk jdk) throws Exception {
        guard("breaker.payments.methods = com.acme.subject.Bank#charge");
        try (ForkedJvm jvm = till(jdk);
                JMXConnector connector = jvm.connect()) {
            for (int round = 0; round < 2; round++) {
                attach(jdk, jvm);
                assertThat(jvm.ask("threads")).isEqualTo("[fusebox, fusebox-log]");
                assertThat(hasAgentLoader(jdk, jvm)).isTrue();
                await().until(() -> mBeans(connector) == 2);
                detach(jdk, jvm);
                assertThat(jvm.ask("threads")).isEqualTo("[]");
                assertThat(mBeans(connector)).isZero();
                await().atMost(Duration.ofSeconds(30)).until(() -> !hasAgentLoader(jdk, jvm));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void leavesNothingOfKeysConditionsAndAnswersEither(Jdk jdk) throws Exception {
        guard(
                "breaker.payments.methods = com.acme.subject.Bank#charge",
                "breaker.payments.key = arg0",
                "breaker.payments.error-when = result >= 1",
                "breaker.payments.ignore-when = exception.getMessage() == null",
                "breaker.payments.on-open = return 1",
                "breaker.payments.error-threshold = 1");
        try (ForkedJvm jvm = till(jdk);
                JMXConnector connector = jvm.connect()) {
            for (int round = 0; round < 2; round++) {
                attach(jdk, jvm);
                assertThat(jvm.ask("charge")).isEqualTo("[1, 0, 0]");
                await().until(() -> mBeans(connector) == 3);
                try (Management management = Management.of(jvm)) {
                    assertThat(management.state("payments,key=1")).isEqualTo("OPEN");
                    assertThat(jvm.ask("charge")).isEqualTo("[1, 0, 0]");
                    assertThat(management.count("payments,key=1", "TotalRejectedCount"))
                            .isEqualTo(1);
                    management.assertNoFault();
                }
                detach(jdk, jvm);
                assertThat(mBeans(connector)).isZero();
                await().atMost(Duration.ofSeconds(30)).until(() -> !hasAgentLoader(jdk, jvm));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aCallUnderWayEndsUnseenAlsoByTheNextAgent(Jdk jdk) throws Exception {
        guard("breaker.office.methods = com.acme.subject.Bank#settle");
        try (ForkedJvm jvm = till(jdk)) {
            attach(jdk, jvm);
            assertThat(jvm.ask("settle")).isEqualTo("settling");
            detach(jdk, jvm);
            attach(jdk, jvm);
            assertThat(jvm.ask("release")).isEqualTo("settled");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("office", "ActiveCalls")).isZero();
                assertThat(management.count("office", "TotalSuccessCount")).isZero();
                assertThat(jvm.ask("settle")).isEqualTo("settling");
                assertThat(management.count("office", "ActiveCalls")).isEqualTo(1);
                assertThat(jvm.ask("release")).isEqualTo("settled");
                assertThat(management.count("office", "TotalSuccessCount")).isEqualTo(1);
                management.assertNoFault();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void makesRoomForAnotherVersion(Jdk jdk) throws Exception {
        Path next = OtherJar.ofVersion("1.0.7", directory);
        guard("breaker.payments.methods = com.acme.subject.Bank#charge");
        try (ForkedJvm jvm = till(jdk)) {
            attach(jdk, jvm);
            assertThat(otherJar(jdk, next, "attach", pid(jvm), "fusebox.properties")
                            .answer())
                    .as("the version that runs goes on")
                    .contains(": 1.0.0: 1 breaker ");
            detach(jdk, jvm);
            assertThat(otherJar(jdk, next, "attach", pid(jvm), "fusebox.properties")
                            .answer())
                    .contains(": 1.0.7: 1 breaker ");
            assertThat(jvm.ask("fail")).isEqualTo("fail");
            assertThat(jvm.ask("charge")).isEqualTo("[0, 1, 0]");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("payments", "TotalErrorCount")).isEqualTo(1);
                management.assertNoFault();
            }
            assertThat(Command.run(jdk, directory, "list").stdout())
                    .anyMatch(line -> line.startsWith(pid(jvm) + " ") && line.contains(" 1.0.7 "));
            assertThat(detach(jdk, jvm)).endsWith("1 method is as before");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void anotherVersionThatNeedsAnotherCoreIsRefusedAndTold(Jdk jdk) throws Exception {
        Path next = OtherJar.ofAnotherShape(directory);
        guard("breaker.payments.methods = com.acme.subject.Bank#charge");
        try (ForkedJvm jvm = till(jdk)) {
            attach(jdk, jvm);
            detach(jdk, jvm);
            assertThat(otherJar(jdk, next, "attach", pid(jvm), "fusebox.properties")
                            .complaint())
                    .contains("cannot work with the core of 1.0.0")
                    .contains("restart the program");
            assertThat(jvm.ask("charge")).isEqualTo("[1, 0, 0]");
            attach(jdk, jvm);
        }
    }

    private void guard(String... lines) throws Exception {
        writeString(directory.resolve("fusebox.properties"), String.join("\n", lines) + "\n");
    }

    private ForkedJvm till(Jdk jdk) throws Exception {
        ForkedJvm jvm = Programs.on(jdk, directory).run("com.acme.Till");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }

    private void attach(Jdk jdk, ForkedJvm jvm) throws Exception {
        assertThat(Command.run(jdk, directory, "attach", pid(jvm), "fusebox.properties")
                        .answer())
                .contains(": 1.0.0: 1 breaker from fusebox.properties: ");
    }

    private String detach(Jdk jdk, ForkedJvm jvm) throws Exception {
        return Command.run(jdk, directory, "detach", pid(jvm)).answer();
    }

    private Command otherJar(Jdk jdk, Path jar, String... arguments) throws Exception {
        return Command.run(ForkedJvm.on(jdk).in(directory).withJar(jar), arguments);
    }

    private static String bytes(ForkedJvm jvm, Path witness) throws Exception {
        int before = jvm.stdout().size();
        jvm.attach(witness, "com.acme.subject.Bank");
        await().until(() -> jvm.stdout().size() > before);
        return jvm.stdout().get(before);
    }

    private static int mBeans(JMXConnector connector) throws Exception {
        return connector
                .getMBeanServerConnection()
                .queryNames(new ObjectName("fusebox:*"), null)
                .size();
    }

    private static boolean hasAgentLoader(Jdk jdk, ForkedJvm jvm) throws Exception {
        jdk.jcmd(jvm.pid(), "GC.run");
        return jdk.jcmd(jvm.pid(), "VM.classloaders").contains("AgentLoader");
    }

    private static String pid(ForkedJvm jvm) {
        return Long.toString(jvm.pid());
    }
}
