package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wildcards mean the program: an operator gets through whatever is open, and no wildcard takes the whole program. */
class WildcardsIT {

    private static final String OPEN = "io.fusebox.CircuitOpenException";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theWidestGuardsNoneOfTheJdkAndNotMain(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, "**#*");
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("work")).isEqualTo("42");
            assertThat(management.methods("all"))
                    .contains("com.acme.everything.Everything#work(int)")
                    .allMatch(method -> method.startsWith("com.acme."))
                    .noneMatch(method -> method.contains("#main(") || method.contains("#twice("));
            management.operate("all", "transitionToForcedOpen");
            assertThat(jvm.ask("work")).as("main is no call around it").isEqualTo(OPEN);
            assertThat(jvm.ask("initialise")).isEqualTo(OPEN);
            management.operate("all", "transitionToClosed");
            assertThat(jvm.ask("initialise")).as("the class is alive").isEqualTo("loaded");
            jvm.awaitStderr(line -> line.startsWith("[fusebox] all: **#* leaves out all classes of the JDK;"));
            jvm.awaitStderr(line -> line.startsWith(
                    "[fusebox] all: **#* leaves out com.acme.everything.Everything#main(java.lang.String[]), inside"));
            jvm.awaitStderr(line -> line.startsWith("[fusebox] all: **#* leaves out what the initialiser of its class"
                    + " calls, such as com.acme.everything.Everything#twice(int):"));
            assertThat(jvm.stderr())
                    .filteredOn(line -> line.contains("leaves out"))
                    .hasSize(3);
            management.assertNoFault();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void anOperatorGetsThroughWhateverIsOpen(Jdk jdk) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ForkedJvm jvm = start(
                jdk,
                "**#*, java.**#*, javax.**#*, jdk.**#*, sun.**#*, com.sun.**#*, java.lang.Runnable+#run,"
                        + " java.util.concurrent.Callable+#call",
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-Dcom.sun.management.jmxremote.host=localhost",
                "-Djava.rmi.server.hostname=localhost")) {
            String pid = Long.toString(jvm.pid());
            assertThat(Command.run(jdk, directory, "force-open", pid, "all").answer())
                    .startsWith("all is now FORCED_OPEN");
            assertThat(jvm.ask("work")).isEqualTo(OPEN);
            assertThat(Command.run(jdk, directory, "status", pid).stdout())
                    .anyMatch(line -> line.matches("all +FORCED_OPEN .*"));
            assertThat(Command.run(jdk, directory, "list").stdout()).anyMatch(line -> line.startsWith(pid + " "));
            assertThat(Command.run(jdk, directory, "reload", pid).answer()).contains("1 breaker");
            JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://localhost:" + port + "/jmxrmi");
            try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
                MBeanServerConnection server = connector.getMBeanServerConnection();
                ObjectName all = new ObjectName("fusebox:type=CircuitBreaker,name=all");
                assertThat(server.getAttribute(all, "State")).isEqualTo("FORCED_OPEN");
                Set<ObjectName> platform = server.queryNames(new ObjectName("java.lang:*"), null);
                for (ObjectName bean : platform) {
                    assertThat(server.getAttributes(bean, new String[] {"ObjectName"}))
                            .as(bean.toString())
                            .hasSize(1);
                }
                assertThat((String[]) server.getAttribute(all, "RecentTransitions"))
                        .hasSize(1);
                assertThat(server.getAttribute(new ObjectName("java.util.logging:type=Logging"), "LoggerNames"))
                        .isNotNull();
            }
            try (Management management = Management.of(jvm)) {
                management.assertNoFault();
            }
            assertThat(Command.run(jdk, directory, "open", pid, "all").answer()).startsWith("all is now OPEN");
            assertThat(Command.run(jdk, directory, "detach", pid).answer()).contains("detached");
            assertThat(jvm.ask("work")).isEqualTo("42");
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aClassThatNobodyKnowsIsTold(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(
                jdk,
                "com.acme.everything.Evrything#work, Everything#work(..), com.acme.everything.Everything$Late#name")) {
            String begin = "[fusebox] not guarded so far: all: ";
            String none = ": no class of that name has been loaded yet, and no class loader of the program knows one;"
                    + " write com.acme.everything.Everything#work";
            jvm.awaitStderr((begin + "com.acme.everything.Evrything#work" + none)::equals);
            jvm.awaitStderr((begin + "Everything#work(..)" + none + "(..)")::equals);
            assertThat(jvm.stderr())
                    .as("a class that is only not loaded yet")
                    .noneMatch(line -> line.contains("Everything$Late"));
        }
    }

    private ForkedJvm start(Jdk jdk, String patterns, String... arguments) throws Exception {
        Path classes = Bed.compile(directory.resolve("classes"), List.of(), "everything");
        Files.writeString(
                directory.resolve("fusebox.properties"),
                "breaker.all.methods = " + patterns + "\nbreaker.all.error-threshold = 1000000\n");
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .with(arguments)
                .launch("-cp", classes.toString(), "com.acme.everything.Everything");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }
}
