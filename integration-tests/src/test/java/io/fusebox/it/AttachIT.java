package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.fusebox.it.program.Waits;
import java.nio.file.Path;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a JVM that runs already. */
class AttachIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void startsInARunningJvm(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            attach(jvm);
            jvm.awaitStderr(line -> line.startsWith("[fusebox] "));
            attach(jvm);
            jvm.awaitStderr(line -> line.startsWith("[fusebox] ") && line.contains("running already"));
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).containsExactly("waiting");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void answersAConnectionFromAnotherProcess(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).in(directory).withAgent("").run(Waits.class)) {
            jvm.awaitStdout("waiting"::equals);
            try (JMXConnector connector = jvm.connect()) {
                assertThat(connector.getMBeanServerConnection().getDomains()).contains("java.lang");
            }
        }
    }

    private static void attach(ForkedJvm jvm) throws Exception {
        attach(jvm, null);
    }

    static void attach(ForkedJvm jvm, String arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
        try {
            machine.loadAgent(ForkedJvm.AGENT.toString(), arguments);
        } finally {
            machine.detach();
        }
    }
}
