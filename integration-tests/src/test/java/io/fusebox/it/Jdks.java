package io.fusebox.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JDKs to test on: {@code JAVA_HOME} and every one beside it, one of each feature version from 17 on. With {@code
 * -Dfusebox.jdks=17} only those of the given versions, separated by commas.
 */
final class Jdks {

    private static final int OLDEST = 17;
    private static final String WANTED = System.getProperty("fusebox.jdks", "");
    private static final List<Jdk> INSTALLED = find();

    private Jdks() {}

    /** The source of parameterised tests. */
    static Stream<Jdk> all() {
        return INSTALLED.stream();
    }

    /** The newest alone: for tests that take more than half a minute. {@code -Dfusebox.jdks=17} chooses another one. */
    static Stream<Jdk> one() {
        return Stream.of(newest());
    }

    static Jdk oldest() {
        return INSTALLED.get(0);
    }

    static Jdk newest() {
        return INSTALLED.get(INSTALLED.size() - 1);
    }

    private static List<Jdk> find() {
        List<Path> homes = new ArrayList<>();
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        homes.add(Path.of(System.getProperty("java.home")));
        for (Path home : List.copyOf(homes)) {
            homes.addAll(besides(home));
        }
        TreeMap<Integer, Jdk> found = new TreeMap<>();
        for (Path home : homes) {
            int feature = featureOf(home);
            if (feature >= OLDEST && isWanted(feature)) {
                found.putIfAbsent(feature, new Jdk(home, feature));
            }
        }
        Collection<Jdk> jdks = found.values();
        if (jdks.isEmpty()) {
            throw new IllegalStateException(
                    "no JDK " + (WANTED.isEmpty() ? OLDEST + " or newer" : WANTED) + " in " + homes);
        }
        return List.copyOf(jdks);
    }

    private static boolean isWanted(int feature) {
        return WANTED.isEmpty() || List.of(WANTED.split(",")).contains(String.valueOf(feature));
    }

    private static List<Path> besides(Path home) {
        try (Stream<Path> siblings = Files.list(home.toRealPath().getParent())) {
            return siblings.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What the JDK's {@code release} file says; 0 where there is no JDK. */
    private static int featureOf(Path home) {
        if (!Files.isExecutable(home.resolve("bin").resolve("javac"))) {
            return 0;
        }
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
