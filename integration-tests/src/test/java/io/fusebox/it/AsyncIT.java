package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that outlast their methods: futures, publishers and coroutines of the real libraries. */
class AsyncIT {

    private static final String[][] KINDS = {
        {"Stages", "future", "stage", "own", "plain", "guava"},
        {"Reactive", "publisher", "mono", "flux", "flowable", "flow"},
        {"Rx", "single", "maybe", "completable", "observable"},
        {"Coroutines", "waiting", "stepping"}
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r06_everyCallEndsOnceHoweverItEnds(Jdk jdk) throws Exception {
        List<String> configuration = new ArrayList<>(List.of(
                "defaults.error-threshold = 2",
                "defaults.success-threshold = 2",
                "defaults.reset-timeout = 1h",
                "defaults.error-when = result.status() >= 500"));
        List<String> expected = new ArrayList<>();
        for (String[] kinds : KINDS) {
            for (int i = 1; i < kinds.length; i++) {
                configuration.add("breaker." + kinds[i] + ".methods = com.acme.async." + kinds[0] + "#" + kinds[i]);
                expected.addAll(story(kinds[i]));
            }
        }
        expected.add("done");
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, configuration.toArray(String[]::new))
                .onClassPath(Programs.libraries())
                .run("com.acme.EveryAsync")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout()).containsExactlyElementsOf(expected);
            try (Management management = Management.of(jvm)) {
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderrOfProgram()).isEmpty();
        }
    }

    /** Counts are of successes, errors, cancelled and rejected calls, and of calls under way. */
    private static List<String> story(String kind) {
        List<String> story = new ArrayList<>();
        boolean hasResult = !kind.equals("completable");
        String good = hasResult ? "200" : "done";
        for (String line : List.of(
                "under way: 0 0 0 0 1 CLOSED: nothing",
                "succeeded: 1 0 0 0 0 CLOSED: " + good,
                "failed: 1 1 0 0 0 CLOSED: IllegalStateException",
                "cancelled: 1 1 1 0 0 CLOSED: source cancelled: true",
                "bad result: 1 2 1 0 0 OPEN: " + (hasResult ? "500" : "IllegalStateException"),
                "rejected: 1 2 1 2 0 OPEN: CircuitOpenException",
                "probe: 1 2 1 2 1 HALF_OPEN: nothing",
                "beside the probe: 1 2 1 3 1 HALF_OPEN: CircuitOpenException",
                "probe after a cancelled one: 2 2 2 3 0 HALF_OPEN: " + good,
                "recovered: 3 2 2 3 0 CLOSED: " + good,
                "raced: 10000 ended, 0 active, closed")) {
            story.add(kind + ": " + line);
        }
        return story;
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r14_aPublisherIsCalledWhenItIsSubscribedTo(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.mono.methods = com.acme.async.Subscriptions#lazy, com.acme.async.Subscriptions#flaky,"
                                + " com.acme.async.Subscriptions#outer, com.acme.async.Subscriptions#inner,"
                                + " com.acme.async.Subscriptions#contextual, com.acme.async.Subscriptions#many,"
                                + " com.acme.async.Subscriptions#broken")
                .onClassPath(Programs.libraries())
                .run("com.acme.EverySubscription")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "made: 0 0 0 0 0 CLOSED: nothing",
                            "subscribed twice: 2 0 0 0 0 CLOSED: value value",
                            "retried: 3 2 0 0 0 CLOSED: value",
                            "nested: 4 2 0 0 0 CLOSED: value by inner",
                            "with context: 5 2 0 0 0 CLOSED: saw alice",
                            "in pieces: 6 2 0 0 0 CLOSED: sum 500500",
                            "taken in part: 7 2 0 0 0 CLOSED: last 3",
                            "failed to make: 7 3 0 0 0 CLOSED: cannot even make one",
                            "nested as a probe: 8 3 0 0 0 HALF_OPEN: value by inner",
                            "done");
            try (Management management = Management.of(jvm)) {
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void anApplicationThatIsTakenAwayIsCollected(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "defaults.error-threshold = 1",
                        "defaults.reset-timeout = 1h",
                        "breaker.async.methods = com.acme.async.**#*",
                        "breaker.async.error-threshold = 100",
                        "breaker.read.methods = com.acme.results.Client#read",
                        "breaker.read.on-open = throw com.acme.results.Client$Unavailable",
                        "breaker.load.methods = com.acme.results.Client#load",
                        "breaker.load.on-open = call stale",
                        "breaker.get.methods = com.acme.results.Client#get",
                        "breaker.get.error-when = result.status() >= 500",
                        "breaker.own.methods = com.acme.results.Client#own",
                        "breaker.own.key = this.url")
                .onClassPath(Programs.libraries())
                .run("com.acme.Redeploys")) {
            jvm.awaitStdout(line -> line.startsWith("collected "));
            assertThat(jvm.stdout()).hasSize(4).last().as(jvm.transcript()).isEqualTo("collected 3");
            assertThat(jvm.stdout().get(1))
                    .endsWith("Unavailable stale 5 of here CircuitOpenException CircuitOpenException");
            try (Management management = Management.of(jvm)) {
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }
}
