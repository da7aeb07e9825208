package io.fusebox.agent;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fusebox.CircuitBreaker;
import io.fusebox.internal.GlobalRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house, see {@code docs/architecture.md}: which package may know which, how large a package and a file
 * may be, and how short the way is from {@code premain} to the state of a breaker.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.fusebox");

    private static final int MAX_FILES = 20;
    private static final int MAX_FILES_OF_THE_ENGINE = 30;
    private static final int MAX_LINES = 400;

    /** The folders with production code, as seen from this module. */
    private static final List<Path> SOURCES = List.of(
            Path.of("../core/src/main/java"),
            Path.of("../fleet/src/main/java"),
            Path.of("src/main/java"),
            Path.of("src/premain/java"),
            Path.of("src/bridge/java"),
            Path.of("../build-tools/src/main/java"));

    @Test
    void packagesFormNoCycleButTheFactoryOfBreakers() {
        slices().matching("(io.fusebox..)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(CircuitBreaker.class, GlobalRegistry.class)
                .because("a reader must be able to understand one package after the other; CircuitBreaker.of is the one"
                        + " place where the API knows its implementation")
                .check(CLASSES);
    }

    @Test
    void theCoreDoesNotKnowTheAgent() {
        noClasses()
                .that(are("core", type -> !isOutsideOfCore(type)))
                .should()
                .dependOnClassesThat(are("of agent or fleet", ArchitectureTest::isOutsideOfCore))
                .because("fusebox-core is a library of its own, without the agent and without a dependency")
                .check(CLASSES);
    }

    private static boolean isOutsideOfCore(JavaClass type) {
        return type.getPackageName().startsWith("io.fusebox.agent")
                || type.getPackageName().startsWith("io.fusebox.fleet");
    }

    @Test
    void theFleetKnowsTheCoreAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.fusebox.fleet..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fusebox.agent..")
                .because("the agent gives the fleet what it needs; what the fleet decides is tested without an agent")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageKnowsTheRedisClient() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.fusebox.fleet.redis", "redis.clients.jedis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients..")
                .because("the client can be changed in one place, and nothing of it is loaded without a fleet")
                .check(CLASSES);
    }

    @Test
    void theFleetReadsNoWallClock() {
        noClasses()
                .that()
                .resideInAPackage("io.fusebox.fleet..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("Redis' clock and the breakers' ticker decide; a JVM whose clock is changed decides as before")
                .check(CLASSES);
    }

    @Test
    void onlyTheAdviceKnowsByteBuddyProper() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fusebox.agent.advice")
                .should()
                .dependOnClassesThat(resideInAnyPackage("net.bytebuddy..")
                        .and(DescribedPredicate.not(resideInAnyPackage("net.bytebuddy.jar.asm..")))
                        .and(are("not OpenedClassReader", type -> !type.getSimpleName()
                                .equals("OpenedClassReader"))))
                .because(
                        "Byte Buddy is slow to load: it must not be touched before the first class is woven; its class file"
                                + " reader (ASM) may be used everywhere")
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsTheOuterRooms() {
        for (String room : List.of("cli", "jconsole")) {
            noClasses()
                    .that(are("outside of " + room, type -> !type.getPackageName()
                            .startsWith("io.fusebox.agent." + room)))
                    .and(are(
                            "not an entry point", type -> !type.getPackageName().equals("io.fusebox.agent.launch")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.fusebox.agent." + room + "..")
                    .because("commands and windows use the agent, never the other way round")
                    .check(CLASSES);
        }
    }

    @Test
    void theEngineKnowsOnlyTheApi() {
        noClasses()
                .that()
                .resideInAPackage("io.fusebox.internal.engine")
                .should()
                .dependOnClassesThat(are(
                        "outside of API, engine and JDK",
                        type -> type.getPackageName().startsWith("io.fusebox.")
                                && !type.getPackageName().equals("io.fusebox.internal.engine")
                                && !type.getPackageName().equals("io.fusebox.internal.text")
                                && !type.getPackageName().equals("io.fusebox.internal.jdk")))
                .because("the state machine is pure: clock, listeners and chance reach it through Environment")
                .check(CLASSES);
    }

    @Test
    void packagesAndFilesStaySmall() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        List<String> tooLarge = new ArrayList<>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            if (lines > MAX_LINES) {
                tooLarge.add(file + ": " + lines + " lines, at most " + MAX_LINES);
            }
            if (!file.endsWith("package-info.java")) {
                files.merge(file.getParent().toString(), 1, Integer::sum);
            }
        }
        files.forEach((folder, count) -> {
            int most = folder.endsWith("engine") ? MAX_FILES_OF_THE_ENGINE : MAX_FILES;
            if (count > most) {
                tooLarge.add(folder + ": " + count + " files, at most " + most);
            }
        });
        assertThat(tooLarge)
                .as("a file is one thing, a package is one trade: split what has grown")
                .isEmpty();
    }

    @Test
    void theWayFromPremainToTheStateIsShort() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        Matcher named = Pattern.compile("the code is ten files:\\s+([^.]*)\\.").matcher(readme);
        assertThat(named.find()).as("the README names the files of the way").isTrue();
        List<String> way = List.of(named.group(1).replace("`", "").trim().split(",\\s+"));
        assertThat(way).hasSizeLessThanOrEqualTo(10).startsWith("Premain").endsWith("StateMachine");
        int lines = 0;
        for (int i = 0; i < way.size(); i++) {
            Path file = source(way.get(i));
            lines += Files.readAllLines(file).size();
            if (i > 0) {
                assertThat(names(way.get(i - 1), way.get(i)))
                        .as(way.get(i - 1) + " names " + way.get(i))
                        .isTrue();
            }
        }
        assertThat(lines)
                .as("lines from premain to the state: a new engineer reads them in a quarter of an hour")
                .isLessThanOrEqualTo(1_500);
    }

    private static boolean names(String from, String to) throws IOException {
        return Pattern.compile("\\b" + to + "\\b")
                .matcher(Files.readString(source(from)))
                .find();
    }

    private static Path source(String simpleName) throws IOException {
        for (Path file : sources()) {
            if (file.endsWith(simpleName + ".java")) {
                return file;
            }
        }
        throw new AssertionError("no file " + simpleName + ".java");
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
            }
        }
        assertThat(all).hasSizeGreaterThan(200);
        return all;
    }

    private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> predicate) {
        return describe(what, predicate);
    }
}
