package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code what-if}: what it promises of settings is what they do. */
class WhatIfIT {
    private static final String METHODS = "breaker.service.methods = com.acme.SickService#ask";

    /** Seed, calls and milliseconds between them: four outages in 18 seconds. A wait of whole seconds is not a whole number of
     * calls, or it would be chance which call is the probe. */
    private static final String[] SICK = {"7", "3000", "6"};

    private static final Pattern COUNTS = Pattern.compile("successes (\\d+) errors (\\d+) rejected (\\d+) good (\\d+)");

    private static final Pattern JSON =
            Pattern.compile("\\{\"unknown\":0,\"breakers\":\\[\\{\"name\":\"service\",\"key\":null,"
                    + "\"calls\":(\\d+),\"errors\":(\\d+),\"openings\":\\d+,\"openMillis\":\\d+,\"rejected\":\\d+,"
                    + "\"rejectedSuccesses\":(\\d+),\"errorsLetThrough\":(\\d+)}],\"advice\":\\[(.*)]}");

    private static final Pattern REJECTED =
            Pattern.compile("\"rejected\":(\\d+),\"rejectedSuccesses\":(\\d+),\"errorsLetThrough\":(\\d+)");

    private static final Pattern ADVICE = Pattern.compile("\\{\"breaker\":\"service\",\"settings\":\\{([^}]*)},"
            + "\"errorsLetThrough\":(\\d+),\"rejectedSuccesses\":(\\d+)}");

    private static final Pattern SETTING = Pattern.compile("\"([a-z-]+)\":\"([^\"]+)\"");

    @TempDir
    Path directory;

    /** Settings as {@code --set} takes them, and what is promised of them. */
    private record Row(List<String> settings, long errorsLetThrough, long rejectedSuccesses) {}

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#one")
    void settingsThatAreAdvisedDoWhatIsPromised(Jdk jdk) throws Exception {
        long[] observed = record(jdk);
        Command whatIf = Command.run(jdk, directory, "what-if", "calls.jfr", "--json", "--advise");
        assertThat(whatIf.exitCode()).as(whatIf.toString()).isZero();
        Matcher json = JSON.matcher(String.join("", whatIf.stdout()));
        assertThat(json.matches()).as(whatIf.toString()).isTrue();
        assertThat(Long.parseLong(json.group(1))).isEqualTo(observed[0] + observed[1]);
        assertThat(Long.parseLong(json.group(2))).isEqualTo(observed[1]);
        List<Row> advice = rows(json.group(5));
        assertThat(advice).hasSizeBetween(2, 7);
        Row present = new Row(List.of(), Long.parseLong(json.group(4)), Long.parseLong(json.group(3)));
        assertThat(advice)
                .anyMatch(row -> row.errorsLetThrough() == present.errorsLetThrough()
                        && row.rejectedSuccesses() == present.rejectedSuccesses());

        Row best = least(advice);
        assertThat(sum(best)).isLessThan(sum(present) / 2);
        long rejected = rejected(jdk, best);
        List<String> lines = new ArrayList<>(List.of(METHODS));
        best.settings().forEach(setting -> lines.add("breaker.service." + setting.replace("=", " = ")));
        try (ForkedJvm shop =
                Programs.guarded(jdk, directory, lines.toArray(new String[0])).run("com.acme.SickService", SICK)) {
            shop.awaitStdout("ready"::equals);
            long[] enforced = counts(shop);
            String all = best + " promised, and " + rejected + " rejected; counts: " + Arrays.toString(enforced);
            assertThat(enforced[1]).as(all).isCloseTo(best.errorsLetThrough(), within(errors(best)));
            assertThat(enforced[2]).as(all).isCloseTo(rejected, within(rejected / 20));
            assertThat(enforced[3]).as(all).isCloseTo(best.rejectedSuccesses(), within(rejected / 20));
        }
    }

    /** One error in twenty; of few, two: one more probe fits before a service is well, or not. */
    private static long errors(Row row) {
        return Math.max(2, row.errorsLetThrough() / 20);
    }

    /** How many calls a breaker rejects under advised settings; the other figures are those of the advice. */
    private long rejected(Jdk jdk, Row row) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("what-if", "calls.jfr", "--json"));
        for (String setting : row.settings()) {
            arguments.addAll(List.of("--set", setting));
        }
        Command whatIf = Command.run(jdk, directory, arguments.toArray(new String[0]));
        Matcher rejected = REJECTED.matcher(whatIf.answer());
        assertThat(rejected.find()).as(whatIf.toString()).isTrue();
        assertThat(Long.parseLong(rejected.group(2))).isEqualTo(row.rejectedSuccesses());
        assertThat(Long.parseLong(rejected.group(3))).isEqualTo(row.errorsLetThrough());
        return Long.parseLong(rejected.group(1));
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void saysWhatIsWrong(Jdk jdk) throws Exception {
        Files.writeString(directory.resolve("text.jfr"), "no recording\n");
        assertThat(Command.run(jdk, directory, "what-if", "text.jfr").complaint())
                .startsWith("text.jfr is damaged, or no recording of the Flight Recorder: ");
        assertThat(Command.run(jdk, directory, "what-if", "none.jfr").complaint())
                .isEqualTo("none.jfr cannot be read: there is none");
        Command misused =
                Command.run(jdk, directory, "what-if", "none.jfr", "--set", "ignore-exceptions=java.lang.Error");
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.stderr().get(0)).contains("changes nothing in a replay");
    }

    /** Runs the program in observe mode into {@code calls.jfr}; its counts. */
    private long[] record(Jdk jdk) throws Exception {
        try (ForkedJvm shop = Programs.guarded(jdk, directory, METHODS, "breaker.service.mode = observe")
                .run("com.acme.SickService", SICK)) {
            shop.awaitStdout("ready"::equals);
            try (ForkedJvm record = ForkedJvm.on(jdk)
                    .in(directory)
                    .runAgentJar("record", Long.toString(shop.pid()), "--out", "calls.jfr", "--for", "1h")) {
                record.awaitStderr(line -> line.startsWith("recording process "));
                long[] counts = counts(shop);
                record.terminate();
                assertThat(record.awaitExit()).as(record.transcript()).isZero();
                return counts;
            }
        }
    }

    private static List<Row> rows(String json) {
        List<Row> rows = new ArrayList<>();
        for (Matcher row = ADVICE.matcher(json); row.find(); ) {
            List<String> settings = new ArrayList<>();
            for (Matcher setting = SETTING.matcher(row.group(1)); setting.find(); ) {
                settings.add(setting.group(1) + "=" + setting.group(2));
            }
            rows.add(new Row(settings, Long.parseLong(row.group(2)), Long.parseLong(row.group(3))));
        }
        return rows;
    }

    private static Row least(List<Row> rows) {
        Row least = rows.get(0);
        for (Row row : rows) {
            least = sum(row) < sum(least) ? row : least;
        }
        return least;
    }

    private static long sum(Row row) {
        return row.errorsLetThrough() + row.rejectedSuccesses();
    }

    /** Successes, errors, rejected calls, and those of them that would have succeeded. */
    private static long[] counts(ForkedJvm shop) throws Exception {
        Matcher counts = COUNTS.matcher(shop.ask("go"));
        assertThat(counts.matches()).as(shop.transcript()).isTrue();
        long[] all = new long[4];
        for (int i = 0; i < all.length; i++) {
            all[i] = Long.parseLong(counts.group(i + 1));
        }
        return all;
    }
}
