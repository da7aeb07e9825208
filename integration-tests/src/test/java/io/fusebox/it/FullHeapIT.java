package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that end where there is no room in the heap. */
class FullHeapIT {

    @TempDir
    Path directory;

    /** Of each kind: whether the program saw its own result, calls counted of 5 afterwards, and calls still under way. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r06_r14_r15_aCallEndsInAFullHeapAndTheProgramSeesItsOwnResult(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 1000000",
                        "breaker.plain.methods = com.acme.FullHeap#plain",
                        "breaker.keyed.methods = com.acme.FullHeap#keyed",
                        "breaker.keyed.key = arg0",
                        "breaker.condition.methods = com.acme.FullHeap#condition",
                        "breaker.condition.error-when = result == \"value\"",
                        "breaker.stage.methods = com.acme.FullHeap#stage",
                        "agent.log = off")
                // G1 of 25 may refuse room that is free again.
                .with("-Xmx24m", "-XX:+UseSerialGC")
                .run("com.acme.FullHeap")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout()).containsExactly("true 5 0", "true 5 0", "true 5 0", "true 5 0", "done");
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    /** The heap is full for a moment at an end, then for seconds: what Fusebox does afterwards is what it did before. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r06_r07_r15_r19_afterAFullHeapTheBreakerTripsAndTheThreadLogsTellsPublishesAndReloads(Jdk jdk)
            throws Exception {
        String[] configuration = {
            "breaker.http.methods = com.acme.LongFullHeap#call",
            "breaker.http.key = arg0",
            "breaker.http.error-threshold = 3",
            "breaker.http.success-threshold = 1",
            "breaker.http.reset-timeout = 5ms",
            "breaker.http.probe-timeout = off",
            "agent.reload-interval = off"
        };
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, configuration)
                .with("-Xmx24m", "-XX:+UseSerialGC")
                .run("com.acme.LongFullHeap")) {
            jvm.awaitStdout("ready"::equals);
            assertThat(jvm.stdout())
                    .as(jvm.transcript())
                    .containsExactly(
                            "closed: error, 0 active",
                            "probe: error, 0 active",
                            "afterwards: true, CLOSED",
                            "outage: true, CLOSED, 0 active, thread true",
                            "ready");
            BlockingQueue<String> told = new LinkedBlockingQueue<>();
            try (JMXConnector connector = jvm.connect();
                    Management management = Management.of(jvm)) {
                connector
                        .getMBeanServerConnection()
                        .addNotificationListener(
                                new ObjectName("fusebox:type=CircuitBreaker,name=http,key=api"),
                                (news, handback) -> told.add(news.getMessage()),
                                null,
                                null);
                for (String host : List.of("api", "new.host")) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(jvm.ask(host)).isEqualTo(host + ": error");
                    }
                }
                assertThat(told.poll(30, TimeUnit.SECONDS)).startsWith("OPEN: 3 consecutive errors");
                jvm.awaitStderr(line -> line.contains("http[new.host]") && line.contains("OPEN"));
                assertThat(management.state("http,key=new.host")).isEqualTo("OPEN");
                Programs.guarded(
                        jdk,
                        directory,
                        Stream.concat(
                                        Arrays.stream(configuration),
                                        Stream.of("breaker.later.methods = com.acme.Later#none"))
                                .toArray(String[]::new));
                assertThat(management.reload()).contains("later");
            }
            jvm.say("end");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    /** Nothing was called before: what the first call takes must be there all the same. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r06_r15_theFirstCallOfAllMayEndWithoutRoomInTheHeapOrOnTheStack(Jdk jdk) throws Exception {
        for (String kind : List.of("plain", "stage", "condition", "stack")) {
            try (ForkedJvm jvm = Programs.guarded(
                            jdk,
                            directory,
                            "breaker.plain.methods = com.acme.FirstCall#plain",
                            "breaker.stage.methods = com.acme.FirstCall#stage",
                            "breaker.condition.methods = com.acme.FirstCall#condition",
                            "breaker.condition.error-when = result == \"bad\"",
                            "breaker.condition.key = arg0",
                            "agent.log = off")
                    .with("-Xmx24m", "-XX:+UseSerialGC")
                    .run("com.acme.FirstCall", kind)) {
                assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
                assertThat(jvm.stdout()).as(kind).containsExactly("true true");
            }
        }
    }
}
