package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Fusebox costs, by counting: a count is the same on every machine and under any load. */
class CostIT {

    /** Byte code of a guarded method whose own code has 4 bytes; 55 since an end without room on the stack is counted (R6). */
    private static final int GUARDED_BYTES = 58;

    /** Below it HotSpot inlines a method that is called often, guard and all ({@code FreqInlineSize}). */
    private static final int INLINED_BYTES = 325;

    /** Classes loaded over a JVM without any agent: 496 on JDK 17, 446 on 25, an empty agent's 235 and 166 among them. */
    private static final int NOTHING_MATCHES = 520;

    /** The same with one guarded class: 997 on JDK 17, 948 on 25; some more if the program ends after the self-test. */
    private static final int ONE_MATCHES = 1_020;

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
        int without = classesLoaded(Programs.on(jdk, directory));
        int nothingMatches = classesLoaded(
                Programs.guarded(jdk, directory, "agent.jmx = off", "breaker.one.methods = com.acme.Absent#call"));
        int oneMatches = classesLoaded(
                Programs.guarded(jdk, directory, "agent.jmx = off", "breaker.one.methods = com.acme.Plain#main"));
        assertThat(nothingMatches - without).isPositive().isLessThanOrEqualTo(NOTHING_MATCHES);
        assertThat(oneMatches - without).isGreaterThan(nothingMatches - without).isLessThanOrEqualTo(ONE_MATCHES);
    }

    /**
     * The build records on its own JDK which classes a start loads, and packs them in blocks. The thread of the program loads
     * exactly these: a class that is missing is loaded more slowly, and one too many is loaded for nothing.
     */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void theBlocksHoldWhatAStartLoads(Jdk jdk) throws Exception {
        Set<String> blocks = new TreeSet<>();
        for (String block : List.of("begin", "start", "weaving")) {
            for (String name : Blocks.names(block)) {
                if (name.indexOf('/') < 0) {
                    assertThat(blocks.add(name)).as("%s twice", name).isTrue();
                }
            }
        }
        Set<String> loaded = new TreeSet<>();
        for (String name : loadedByMain(
                Programs.guarded(jdk, directory, "breaker.one.methods = com.acme.Plain#main"), "com.acme.Plain")) {
            assertThat(name).doesNotContain("$Proxy");
            if (name.matches("io\\.fusebox\\.(agent|bytebuddy)\\..*") && !name.startsWith("io.fusebox.agent.launch.")) {
                loaded.add(name);
            }
        }
        assertThat(loaded).hasSizeGreaterThan(400).containsExactlyElementsOf(blocks);
    }

    @Test
    void theJdkHeedsWhatIsNotToBeInlined() throws IOException {
        for (String type : List.of("StateMachine", "CallGate")) {
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

    private int classesLoaded(ForkedJvm.Builder builder) throws Exception {
        return Files.readAllLines(classesOf(builder, "")).size();
    }

    /** What the thread of the program has loaded when it loads that class, in order. */
    private List<String> loadedByMain(ForkedJvm.Builder builder, String program) throws Exception {
        Pattern load = Pattern.compile("\\[(\\d+)\\s*] (\\S+) source: .*");
        List<String> threads = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(classesOf(builder, ":tid"))) {
            Matcher matcher = load.matcher(line);
            if (matcher.matches() && !names.contains(program)) {
                threads.add(matcher.group(1));
                names.add(matcher.group(2));
            }
        }
        assertThat(names).endsWith(program);
        List<String> loaded = new ArrayList<>();
        for (int i = 0; i < names.size() - 1; i++) {
            if (threads.get(i).equals(threads.get(names.size() - 1))) {
                loaded.add(names.get(i));
            }
        }
        return loaded;
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
