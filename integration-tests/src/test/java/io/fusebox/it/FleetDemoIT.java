package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo --fleet} shows what sharing is worth, and leaves nothing behind. */
class FleetDemoIT {
    private static final int TERMINAL_WIDTH = 100;

    @TempDir
    Path directory;

    @Test
    void sharingTakesFewerCallsToOpenEverywhere() throws Exception {
        try (ForkedJvm demo = demo(System.getenv("PATH"))) {
            demo.awaitStdout(line -> line.contains("bank     killed"));
            List<ProcessHandle> children =
                    ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
            assertThat(demo.awaitExit()).as(demo.transcript()).isZero();
            assertThat(demo.stderr()).isEmpty();
            assertThat(demo.stdout())
                    .contains("  breaker.payments.fleet = share")
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TERMINAL_WIDTH));

            double[] alone = figures(demo.stdout(), "each for itself ");
            double[] together = figures(demo.stdout(), "as a fleet ");
            assertThat(together[0]).as("failed calls").isLessThan(alone[0]);
            assertThat(together[1]).as("seconds").isLessThan(alone[1]);
            assertThat(together[2]).as("probes").isLessThan(alone[2]);

            // Five shops, one bank, a shell and Redis.
            assertThat(children).hasSizeGreaterThanOrEqualTo(8).noneMatch(ProcessHandle::isAlive);
        }
        assertNothingIsLeft();
    }

    @Test
    void nothingIsLeftWhenItIsKilled() throws Exception {
        List<ProcessHandle> children;
        try (ForkedJvm demo = demo(System.getenv("PATH"))) {
            demo.awaitStdout(line -> line.contains("bank     killed"));
            children = ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
            ProcessHandle.of(demo.pid()).orElseThrow().destroyForcibly();
            demo.awaitExit();
        }
        for (ProcessHandle child : children) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutRedisItSaysHowToGetIt() throws Exception {
        try (ForkedJvm demo = demo("/nowhere")) {
            assertThat(demo.awaitExit()).isEqualTo(1);
            assertThat(demo.stderr())
                    .containsExactly("demo --fleet needs redis-server: install it with apt-get install redis-server,"
                            + " dnf install redis or brew install redis, and run the demo again");
        }
        assertNothingIsLeft();
    }

    private ForkedJvm demo(String path) throws Exception {
        return ForkedJvm.on(Jdks.newest())
                .in(directory)
                .with("-Djava.io.tmpdir=" + directory)
                .withEnvironment("PATH", path)
                .runAgentJar("demo", "--fleet");
    }

    private void assertNothingIsLeft() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private static double[] figures(List<String> lines, String title) {
        String line = lines.stream()
                .filter(one -> one.startsWith(title) && one.matches(".*\\d$"))
                .findFirst()
                .orElseThrow();
        return Stream.of(line.substring(title.length()).strip().split(" +", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
