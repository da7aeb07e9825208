package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The libraries that presets guard, each in two versions, and the programs ({@code src/clients}) that use them. A program says
 * of each call what the breaker is to count for it.
 */
enum ClientLibraries {
    /** The older versions, on the oldest JDK. */
    OLDER,
    /** The newer ones, on the newest. */
    NEWER;

    private static final Path SOURCES = Path.of(System.getProperty("fusebox.test.client-programs"));
    private static final Path JARS = Path.of(System.getProperty("fusebox.test.clients"));

    /** Programs for a library that only one of the two has. */
    private static final Map<String, ClientLibraries> ONLY =
            Map.of("Apache4", OLDER, "JavaMail", OLDER, "Mail", NEWER, "Elastic5", NEWER);

    private static final Map<ClientLibraries, Path> COMPILED = new ConcurrentHashMap<>();

    /** Whether they have what a program needs. */
    boolean have(String program) {
        return ONLY.getOrDefault(program, this) == this;
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
        return jars(name().toLowerCase(java.util.Locale.ROOT));
    }

    private Jdk jdk() {
        List<Jdk> all = Jdks.all().toList();
        return all.get(this == OLDER ? 0 : all.size() - 1);
    }

    /** Runs a program under a breaker named "client", whose client is the preset; each call must count as it says. */
    void run(Path directory, String preset, String program, String... arguments) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), """
                breaker.client.client = %s
                breaker.client.mode = observe
                breaker.client.error-threshold = 1000000
                breaker.client.success-threshold = 1
                """.formatted(preset));
        try (ForkedJvm jvm =
                on(directory).withAgent("fusebox.properties").run("com.acme.clients." + program, arguments)) {
            int exit = jvm.awaitExit();
            assertThat(jvm.stdout()).as(jvm.transcript()).noneMatch(line -> line.startsWith("WRONG"));
            assertThat(exit).as(jvm.transcript()).isZero();
            assertThat(jvm.stdout()).anyMatch(line -> line.endsWith("steps as expected"));
            assertThat(jvm.stderr())
                    .as("the library is of a version that the preset knows")
                    .noneMatch(line -> line.startsWith("[fusebox] not guarded"));
        }
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
