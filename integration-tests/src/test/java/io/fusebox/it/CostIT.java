package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Fusebox costs, by counting: what is counted here is the same on every machine and under any load. */
class CostIT {

    /** Byte code of a guarded method whose own code has 4 bytes; 55 since an end without room on the stack is counted (R6). */
    private static final int GUARDED_BYTES = 58;

    /** Below it HotSpot inlines a method that is called often, guard and all ({@code FreqInlineSize}). */
    private static final int INLINED_BYTES = 325;

    /**
     * Classes that the main thread loads, over a JVM without any agent: the program waits for them. An empty agent's 235 on JDK 17
     * and 166 on 25 are among them. They are 523, or 524 when the JVM without an agent loads one class less, as it does on a busy machine.
     */
    private static final int NOTHING_MATCHES = 524;

    /** The same with one guarded class. */
    private static final int ONE_MATCHES = 1_024;

    /** Those of Fusebox's own threads, the self-test included. How many there are depends on when the program ends. */
    private static final int ON_OTHER_THREADS = 80;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aCallThatSucceedsAllocatesNothing(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = guardedCosts(jdk).run("com.acme.Costs")) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).hasSize(4).allSatisfy(line -> assertThat(line)
                    .contains(": 0 bytes in "));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aGuardIsSmallEnoughToBeInlined(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = guardedCosts(jdk).with("-XX:+PrintCompilation").run("com.acme.Costs")) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(bytesOf("Costs::closed", jvm.stdout())).isLessThanOrEqualTo(GUARDED_BYTES);
            for (String method : List.of(
                    "CallGate::enter",
                    "CallGate::enterOnSlowPath",
                    "CallCounters::own",
                    "ThreadSlot::begins",
                    "ThreadSlot::succeeds",
                    "WovenCalls::exited")) {
                assertThat(bytesOf(method, jvm.stdout())).as(method).isLessThan(INLINED_BYTES);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theAgentLoadsFewClasses(Jdk jdk) throws Exception {
        int[] without = classesLoaded(Programs.on(jdk, directory));
        int[] nothingMatches = classesLoaded(
                Programs.guarded(jdk, directory, "agent.jmx = off", "breaker.one.methods = com.acme.Absent#call"));
        int[] oneMatches = classesLoaded(
                Programs.guarded(jdk, directory, "agent.jmx = off", "breaker.one.methods = com.acme.Plain#main"));
        assertThat(nothingMatches[0] - without[0]).isPositive().isLessThanOrEqualTo(NOTHING_MATCHES);
        assertThat(oneMatches[0] - without[0])
                .isGreaterThan(nothingMatches[0] - without[0])
                .isLessThanOrEqualTo(ONE_MATCHES);
        assertThat(nothingMatches[1] - without[1]).isLessThanOrEqualTo(ON_OTHER_THREADS);
        assertThat(oneMatches[1] - without[1]).isLessThanOrEqualTo(ON_OTHER_THREADS);
    }

    /**
     * The build records on its own JDK which classes a start loads, and packs them in blocks. A class that is missing is loaded more
     * slowly, and one too many is loaded for nothing.
     */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theBlocksHoldWhatAStartLoads(Jdk jdk) throws Exception {
        List<String> blocks = new ArrayList<>();
        for (String block : List.of("begin", "start", "weaving")) {
            for (String name : Blocks.names(block)) {
                if (name.indexOf('/') < 0) {
                    blocks.add(name);
                }
            }
        }
        Path log = classesOf(Programs.guarded(jdk, directory, "breaker.one.methods = com.acme.Plain#main"), ":tid");
        Pattern load = Pattern.compile("\\[(\\d+)\\s*] (\\S+) source: .*");
        List<String> byMain = new ArrayList<>();
        List<String> byAny = new ArrayList<>();
        String main = "";
        for (String line : Files.readAllLines(log)) {
            Matcher loaded = load.matcher(line);
            if (loaded.matches()) {
                String name = loaded.group(2);
                main = main.isEmpty() ? loaded.group(1) : main;
                if (name.equals("com.acme.Plain")) {
                    break;
                }
                byAny.add(name);
                assertThat(name).doesNotContain("$Proxy");
                if (loaded.group(1).equals(main) && name.matches("io\\.fusebox\\.(agent|bytebuddy)\\..*")) {
                    byMain.add(name);
                }
            }
        }
        assertThat(blocks).doesNotHaveDuplicates().hasSizeGreaterThan(400).isSubsetOf(byAny);
        assertThat(byMain)
                .filteredOn(name -> !name.startsWith("io.fusebox.agent.launch."))
                .isSubsetOf(blocks);
    }

    @Test
    void theJdkHeedsWhatIsNotToBeInlined() throws IOException {
        for (String type : List.of("StateMachine", "OutcomeRecorder")) {
            assertThat(new String(
                            Blocks.content("boot", "io/fusebox/internal/engine/" + type), StandardCharsets.ISO_8859_1))
                    .contains("Ljdk/internal/vm/annotation/DontInline;")
                    .doesNotContain("OutOfLine");
        }
    }

    private ForkedJvm.Builder guardedCosts(Jdk jdk) throws IOException {
        return Programs.guarded(
                jdk,
                directory,
                "breaker.closed.methods = com.acme.Costs#closed",
                "breaker.rated.methods = com.acme.Costs#rated",
                "breaker.rated.error-rate-threshold = 50%",
                "breaker.timed.methods = com.acme.Costs#timed",
                "breaker.timed.slow-call-duration = 1s",
                "breaker.timed.slow-call-rate-threshold = 50%",
                "breaker.timed.window = 10s");
    }

    /** From the JVM's own word: {@code 123 45 3 com.acme.Costs::closed (47 bytes)}. */
    private static int bytesOf(String method, List<String> lines) {
        Pattern compiled = Pattern.compile(Pattern.quote(method) + " \\((\\d+) bytes\\)");
        for (String line : lines) {
            Matcher matcher = compiled.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError(method + " was not compiled");
    }

    /** How many classes the main thread loads, and how many all others. */
    private int[] classesLoaded(ForkedJvm.Builder builder) throws Exception {
        int[] counts = new int[2];
        String main = "";
        for (String line : Files.readAllLines(classesOf(builder, ":tid"))) {
            // The number of the thread stands before the class.
            String thread = line.substring(0, line.indexOf(']') + 1);
            main = main.isEmpty() ? thread : main;
            counts[thread.equals(main) ? 0 : 1]++;
        }
        return counts;
    }

    private Path classesOf(ForkedJvm.Builder builder, String decorations) throws Exception {
        Path log = Files.createTempFile(directory, "classes", ".log");
        try (ForkedJvm jvm =
                builder.with("-Xlog:class+load:file=" + log + decorations).run("com.acme.Plain")) {
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isEqualTo(3);
        }
        return log;
    }
}
