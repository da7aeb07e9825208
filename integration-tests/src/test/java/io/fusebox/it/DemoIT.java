package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo tells its story, and nothing of it is left afterwards. */
class DemoIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TERMINAL_WIDTH = 80;

    @TempDir
    Path directory;

    @TempDir
    Path home;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void opensRejectsProbesAndCloses(Jdk jdk) throws Exception {
        long begin = System.nanoTime();
        List<ProcessHandle> children;
        List<String> lines;
        try (ForkedJvm demo = demo(jdk, "demo")) {
            demo.awaitStdout(line -> line.contains("HALF_OPEN -> CLOSED"));
            children = childrenOf(demo);
            assertThat(demo.awaitExit()).as(demo.transcript()).isZero();
            assertThat(demo.stderr()).isEmpty();
            lines = demo.stdout();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
        assertThat(lines).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(TERMINAL_WIDTH)
                .doesNotContain("\u001b"));

        String story = String.join("\n", lines);
        assertThat(story)
                .containsSubsequence(
                        "breaker.payments.error-threshold",
                        "bank     open",
                        "1 breaker from fusebox.properties: payments (1 method)",
                        "paid",
                        "bank     killed",
                        "failed",
                        "payments: CLOSED -> OPEN: 3 consecutive errors",
                        "rejected",
                        "payments: OPEN -> HALF_OPEN",
                        "failed",
                        "payments: HALF_OPEN -> OPEN: 1 failed probe",
                        "bank     open",
                        "rejected",
                        "payments: OPEN -> HALF_OPEN",
                        "paid",
                        "payments: HALF_OPEN -> CLOSED: 2 consecutive successes",
                        "paid",
                        "The breaker over JMX",
                        "The bank received",
                        "$ java -jar fusebox-agent.jar suggest ",
                        "$ java -jar fusebox-agent.jar attach ");

        long paid = orders(lines, "paid");
        long failed = orders(lines, "failed");
        long rejected = orders(lines, "rejected");
        assertThat(figure(story, "State")).isEqualTo("CLOSED");
        assertThat(figure(story, "TotalSuccessCount")).isEqualTo(Long.toString(paid));
        assertThat(figure(story, "TotalErrorCount")).isEqualTo(Long.toString(failed));
        assertThat(figure(story, "TotalRejectedCount")).isEqualTo(Long.toString(rejected));
        assertThat(figure(story, "ActiveCalls")).isEqualTo("0");
        assertThat(figure(story, "LastErrorType")).isEqualTo("java.net.ConnectException");
        assertThat(story).containsPattern("The bank received \\d+ requests, none for a rejected order\\.");

        assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
        assertThat(left()).isEmpty();
    }

    @Test
    void staysForJConsoleUntilItIsEnded() throws Exception {
        try (ForkedJvm demo = demo(Jdks.newest(), "demo", "--keep")) {
            demo.awaitStdout(line -> line.contains("jconsole "));
            List<ProcessHandle> children = childrenOf(demo);
            Matcher pid = Pattern.compile("jconsole (\\d+)").matcher(String.join("\n", demo.stdout()));
            assertThat(pid.find()).isTrue();
            try (JMXConnector connector = ForkedJvm.connect(Long.parseLong(pid.group(1)))) {
                connector
                        .getMBeanServerConnection()
                        .invoke(
                                new ObjectName("fusebox:type=CircuitBreaker,name=payments"),
                                "transitionToForcedOpen",
                                new Object[0],
                                new String[0]);
            }
            demo.awaitStdout(line -> line.contains("payments: CLOSED -> FORCED_OPEN: by an operator"));
            ProcessHandle.of(demo.pid()).orElseThrow().destroy();
            demo.awaitExit();
            assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
            assertThat(left()).isEmpty();
            assertThat(demo.stderr()).isEmpty();
        }
    }

    @Test
    void theCommandsThatItEndsWithGuardTheShop() throws Exception {
        Jdk jdk = Jdks.oldest();
        try (ForkedJvm demo = demo(jdk, "demo", "--keep")) {
            demo.awaitStdout(line -> line.contains("jconsole "));
            List<List<String>> commands = demo.stdout().stream()
                    .filter(line -> line.startsWith("  $ java -jar fusebox-agent.jar "))
                    .map(line -> List.of(line.trim().split(" "))
                            .subList(4, line.trim().split(" ").length))
                    .toList();
            assertThat(commands).hasSize(2);
            Command suggest = Command.run(
                    jdk,
                    home,
                    Stream.concat(commands.get(0).stream(), Stream.of("--for", "3s"))
                            .toArray(String[]::new));
            assertThat(suggest.exitCode()).as(suggest.toString()).isZero();
            assertThat(Files.readAllLines(home.resolve("shop.properties")))
                    .contains("breaker.jdk-http.client = jdk-http")
                    .anyMatch(line -> line.startsWith("#   shop.PaymentClient.charge:"));
            Command attach = Command.run(jdk, home, commands.get(1).toArray(String[]::new));
            assertThat(attach.exitCode()).as(attach.toString()).isZero();
            String shop = commands.get(1).get(1);
            await().atMost(LIMIT).until(() -> Command.run(jdk, home, "status", shop).stdout().stream()
                    .anyMatch(line -> line.matches("jdk-http\\[127\\.0\\.0\\.1] +CLOSED +observe +\\d+ +[1-9].*")));
            ProcessHandle.of(demo.pid()).orElseThrow().destroy();
            demo.awaitExit();
        }
    }

    @Test
    void leavesNothingBehindWhenItIsKilled() throws Exception {
        try (ForkedJvm demo = demo(Jdks.oldest(), "demo")) {
            demo.awaitStdout(line -> line.contains("shop     order 1 "));
            List<ProcessHandle> children = childrenOf(demo);
            assertThat(children).hasSize(2);
            assertThat(left()).isNotEmpty();
            ProcessHandle.of(demo.pid()).orElseThrow().destroyForcibly();
            await().atMost(LIMIT).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(left()).isEmpty();
        }
    }

    private ForkedJvm demo(Jdk jdk, String... arguments) throws IOException {
        return ForkedJvm.on(jdk).with("-Djava.io.tmpdir=" + directory).runAgentJar(arguments);
    }

    private static List<ProcessHandle> childrenOf(ForkedJvm demo) {
        return ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
    }

    private static long orders(List<String> lines, String outcome) {
        return lines.stream()
                .filter(line -> line.matches(".* shop +order \\d+ +" + outcome + " .*"))
                .count();
    }

    private static String figure(String story, String name) {
        Matcher figure =
                Pattern.compile("^ +" + name + " +(\\S+)", Pattern.MULTILINE).matcher(story);
        assertThat(figure.find()).as(name).isTrue();
        return figure.group(1);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
