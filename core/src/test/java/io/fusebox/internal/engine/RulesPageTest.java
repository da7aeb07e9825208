package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.TransitionCause;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The page about the rules names tests that there are, and every rule has some. */
class RulesPageTest {
    private static final List<Integer> RULES =
            IntStream.rangeClosed(1, 26).boxed().toList();
    private static final Pattern ROW = Pattern.compile("\\| R(\\d+) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern NUMBERS = Pattern.compile("r(\\d\\d)(_to)?_");

    @Test
    void everyRuleIsOnThePageAndInTheTable() throws IOException {
        List<String> page = page();
        for (int rule : RULES) {
            String head = "- **R" + rule + " ";
            assertThat(page).as("R" + rule).anyMatch(line -> line.startsWith(head));
        }
        assertThat(table().keySet()).containsExactlyElementsOf(RULES);
    }

    /** One diagram is for users, the other beside the code. */
    @Test
    void everyCauseIsInTheDiagramsOfThePageAndOfTheStateMachine() throws IOException {
        String page = String.join("\n", page());
        Path code = Path.of("src", "main", "java")
                .resolve(StateMachine.class.getName().replace('.', '/') + ".java");
        String machine = Files.readString(code);
        for (String text : List.of(
                page.substring(page.indexOf("```text"), page.lastIndexOf("CLOSED (R18)")),
                machine.substring(
                        machine.indexOf("/*\n     *  "), machine.indexOf("private volatile Period period;")))) {
            for (TransitionCause cause : TransitionCause.values()) {
                assertThat(text).contains(cause.name());
            }
        }
    }

    @Test
    void everyTestInTheTableExistsAndCarriesTheNumber() throws Exception {
        for (var row : table().entrySet()) {
            Matcher named = TEST.matcher(row.getValue());
            int tests = 0;
            while (named.find()) {
                Method test = test(named.group(1), named.group(2));
                assertThat(rulesOf(test.getName())).as(named.group()).contains(row.getKey());
                tests++;
            }
            assertThat(tests).as("tests of R" + row.getKey()).isPositive();
        }
    }

    @Test
    void everyRuleHasATestThatIsNamedAfterIt() throws Exception {
        TreeSet<Integer> tested = new TreeSet<>();
        for (Class<?> type : testClasses()) {
            for (Method method : type.getDeclaredMethods()) {
                if (isTest(method)) {
                    tested.addAll(rulesOf(method.getName()));
                }
            }
        }
        assertThat(tested).containsExactlyElementsOf(RULES);
    }

    /** The numbers at the beginning of a name: {@code r05_r06_…}, {@code r01_to_r05_…}. */
    private static NavigableSet<Integer> rulesOf(String name) {
        NavigableSet<Integer> rules = new TreeSet<>();
        Matcher number = NUMBERS.matcher(name);
        boolean range = false;
        while (number.lookingAt()) {
            int rule = Integer.parseInt(number.group(1));
            for (int from = range ? rules.last() : rule; from <= rule; from++) {
                rules.add(from);
            }
            range = number.group(2) != null;
            number.region(number.end(), name.length());
        }
        return rules;
    }

    private static Method test(String type, String name) throws Exception {
        Class<?> tests = testClasses().stream()
                .filter(one -> one.getSimpleName().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test class " + type));
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && isTest(method))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test " + type + "#" + name));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static List<Class<?>> testClasses() throws Exception {
        Path folder = Path.of(
                        RulesPageTest.class.getResource("RulesPageTest.class").toURI())
                .getParent();
        try (Stream<Path> files = Files.walk(folder.getParent())) {
            return files.filter(file -> file.getFileName().toString().endsWith("Test.class"))
                    .<Class<?>>map(file -> load("io.fusebox.internal."
                            + file.getParent().getFileName()
                            + "."
                            + file.getFileName().toString().replace(".class", "")))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, RulesPageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<Integer, String> table() throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        for (String line : page()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(Integer.parseInt(row.group(1)), row.group(2));
            }
        }
        return rows;
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "rules.md"));
    }
}
