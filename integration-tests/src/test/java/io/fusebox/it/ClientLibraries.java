package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The libraries that presets guard, each in two versions (OkHttp in three), and the programs ({@code src/clients}) that use them. A program says
 * of each call what the breaker is to count for it.
 */
enum ClientLibraries {
    /** A version older than those, of OkHttp alone: its classes had other names. */
    OLDEST,
    /** The older versions, on the oldest JDK. */
    OLDER,
    /** The newer ones, on the newest. */
    NEWER;

    private static final Path SOURCES = Path.of(System.getProperty("fusebox.test.client-programs"));
    /** How a line begins that tells of a fault in the text of a preset. */
    static final String PROBLEM = "[fusebox] preset ";

    private static final String PACKAGE = "com.acme.clients.";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path JARS = Path.of(System.getProperty("fusebox.test.clients"));

    /** Programs for a library that only one of them has. */
    private static final Map<String, ClientLibraries> ONLY =
            Map.of("Apache4", OLDER, "JavaMail", OLDER, "Mail", NEWER, "Elastic5", NEWER);

    /** What the oldest ones have. */
    private static final Set<String> OF_OLDEST = Set.of("OkHttp", "SickServer", "Steps");

    private static final Map<ClientLibraries, Path> COMPILED = new ConcurrentHashMap<>();

    /** Whether they have what a program needs. */
    boolean have(String program) {
        return this == OLDEST ? OF_OLDEST.contains(program) : ONLY.getOrDefault(program, this) == this;
    }

    /** The jars of what the libraries talk to. */
    static List<Path> servers() {
        return jars("servers");
    }

    private static List<Path> jars(String folder) {
        try (Stream<Path> jars = Files.list(JARS.resolve(folder).resolve("target/jars"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The jars of Micrometer and its Prometheus registry. */
    List<Path> metrics() {
        return jars("metrics-" + name().toLowerCase(java.util.Locale.ROOT));
    }

    private List<Path> jars() {
        return this == OLDEST ? Bed.jars("okhttp3") : jars(name().toLowerCase(java.util.Locale.ROOT));
    }

    private Jdk jdk() {
        List<Jdk> all = Jdks.all().toList();
        return all.get(this == NEWER ? all.size() - 1 : 0);
    }

    /** Runs a program under a breaker named "client", whose client is the preset; each call must count as it says. */
    void run(Path directory, String preset, String program, String... arguments) throws Exception {
        try (ForkedJvm jvm = with(ForkedJvm.AGENT, preset, directory).run(PACKAGE + program, arguments)) {
            int exit = jvm.awaitExit();
            assertThat(jvm.stdout()).as(jvm.transcript()).noneMatch(ClientLibraries::isWrong);
            assertThat(exit).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).anyMatch(ClientLibraries::isEnd);
            assertThat(jvm.stderr())
                    .as("the library is of a version that the preset knows")
                    .noneMatch(ClientLibraries::isUnguarded);
        }
    }

    /**
     * The same with another jar of the agent: the first line that tells that a call counts otherwise, or that something is not
     * guarded; empty if there is none.
     */
    String deviation(Path directory, Path jar, String preset, String program, String... arguments) throws Exception {
        ForkedJvm.Builder builder = with(jar, preset, directory).with("-XX:TieredStopAtLevel=1");
        try (ForkedJvm jvm = builder.run(PACKAGE + program, arguments)) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !jvm.isAlive()
                            || jvm.stdout().stream().anyMatch(line -> isWrong(line) || isEnd(line))
                            || jvm.stderr().stream().anyMatch(ClientLibraries::isUnguarded));
            return Stream.concat(
                            jvm.stderr().stream().filter(ClientLibraries::isUnguarded),
                            jvm.stdout().stream().filter(ClientLibraries::isWrong))
                    .findFirst()
                    .orElseGet(() -> jvm.stdout().stream().anyMatch(ClientLibraries::isEnd)
                            ? ""
                            : "ended early" + jvm.transcript());
        }
    }

    private ForkedJvm.Builder with(Path jar, String preset, Path directory) throws IOException {
        Files.writeString(directory.resolve("fusebox.properties"), """
                breaker.client.client = %s
                breaker.client.mode = observe
                breaker.client.error-threshold = 1000000
                breaker.client.success-threshold = 1
                """.formatted(preset));
        return on(directory).with("-javaagent:" + jar + "=fusebox.properties");
    }

    private static boolean isWrong(String line) {
        return line.startsWith("WRONG");
    }

    private static boolean isEnd(String line) {
        return line.endsWith("steps as expected");
    }

    private static boolean isUnguarded(String line) {
        return line.startsWith("[fusebox] not guarded") || line.startsWith(PROBLEM);
    }

    /** A JVM with the libraries and the programs on its class path. */
    ForkedJvm.Builder on(Path directory) throws IOException {
        return ForkedJvm.on(jdk())
                .in(directory)
                .onClassPath(jars().toArray(Path[]::new))
                .onClassPath(programs());
    }

    private Path programs() throws IOException {
        Path known = COMPILED.get(this);
        if (known != null) {
            return known;
        }
        List<Path> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> have(file.getFileName().toString().replace(".java", "")))
                    .toList();
        }
        Path target = Path.of(System.getProperty("fusebox.test.classes"))
                .resolveSibling("clients-" + name().toLowerCase(java.util.Locale.ROOT));
        Path made = Bed.compile(target, jars(), "17", sources);
        COMPILED.put(this, made);
        return made;
    }
}
