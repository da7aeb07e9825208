package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What patterns mean, and what the log says about patterns that guard nothing. */
class PatternsIT {

    private static final String ALL = """
            breaker.subtypes.methods = com.acme.shapes.Shapes$Gateway+#send(..)
            breaker.defaults.methods = com.acme.shapes.**$Gate*+#p*
            breaker.bridges.methods = com.acme.shapes.Shapes$*Box#put
            breaker.generics.methods = com.acme.shapes.Shapes$Box$Lid#lift, java.util.function.Supplier+#get
            breaker.varargs.methods = com.acme.shapes.Shapes$Overloads#sum(int...)
            breaker.types.methods = @com.acme.shapes.Remote#*
            breaker.methods.methods = com.acme.**#@com.acme.shapes.Remote
            breaker.nothing.methods = com.acme.shapes.Shapes$Gateway#send, com.acme.shapes.Shapes$Heir#send, \\
              com.acme.shapes.Shapes$Ftp#sent, com.acme.shapes.Shapes$Native#n, com.acme.Nowhere#x, \\
              java.util.ArrayList#add
            """;

    private static final String ANSWER = "a pong ftp b proxied sent d e! f g 2 0 1 2 3";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void guardWhatTheyMeanAndSayWhatTheyDoNot(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, ALL, true)) {
            assertThat(jvm.ask("call")).isEqualTo(ANSWER);
            try (Management management = Management.of(jvm)) {
                showsAll(management);
                await().until(() -> management.unmatched().stream().anyMatch(line -> line.contains("inherits")));
                assertThat(management.unmatched())
                        .containsExactlyInAnyOrder(
                                "nothing: com.acme.Nowhere#x: no class of that name has been loaded yet",
                                "nothing: com.acme.shapes.Shapes$Gateway#send:"
                                        + " com.acme.shapes.Shapes$Gateway#send(java.lang.String): it is abstract; write"
                                        + " com.acme.shapes.Shapes$Gateway+#send for the classes that implement it",
                                "nothing: com.acme.shapes.Shapes$Heir#send: com.acme.shapes.Shapes$Heir does not declare"
                                        + " send(java.lang.String) but inherits it; write"
                                        + " com.acme.shapes.Shapes$Sender#send(java.lang.String) to guard it for every"
                                        + " class that inherits it",
                                "subtypes: com.acme.shapes.Shapes$Gateway+#send(..): com.acme.shapes.Shapes$Heir does"
                                        + " not declare send(java.lang.String) but inherits it; write"
                                        + " com.acme.shapes.Shapes$Sender#send(java.lang.String) to guard it for every"
                                        + " class that inherits it",
                                "nothing: com.acme.shapes.Shapes$Ftp#sent: com.acme.shapes.Shapes$Ftp has no such method;"
                                        + " it has send(java.lang.String)",
                                "nothing: com.acme.shapes.Shapes$Native#n: com.acme.shapes.Shapes$Native#n(): it is"
                                        + " native, which cannot be guarded; guard a Java method that calls it",
                                "nothing: java.util.ArrayList#add: java.util.ArrayList: Fusebox or the loading of"
                                        + " classes runs on this class of the JDK; guard a method that calls it",
                                "no name: @Guarded com.acme.shapes.OwnWords#wrong(): a breaker's name has only letters,"
                                        + " digits, dots, underscores and hyphens, but 'no name' has ' '",
                                "own: @Guarded com.acme.shapes.OwnWords$Face#face(): it is abstract, and an annotation"
                                        + " is not inherited; put it on the methods that implement this one");
                for (String line : management.unmatched()) {
                    if (!line.contains("no class of that name")) {
                        jvm.awaitStderr(("[fusebox] not guarded: " + line)::equals);
                    }
                }
                management.assertNoFault();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void meanTheSameInAProgramThatRunsAlready(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, ALL, false)) {
            assertThat(jvm.ask("call")).isEqualTo(ANSWER);
            jvm.attach(ForkedJvm.AGENT, directory.resolve("fusebox.properties").toString());
            try (Management management = Management.of(jvm)) {
                assertThat(jvm.ask("call")).isEqualTo(ANSWER);
                showsAll(management);
                management.assertNoFault();
            }
        }
    }

    private static void showsAll(Management management) throws Exception {
        String shapes = "com.acme.shapes.Shapes$";
        assertThat(management.methods("subtypes"))
                .containsExactly(
                        shapes + "AbstractGateway#send(java.lang.String)", shapes + "Ftp#send(java.lang.String)");
        assertThat(management.count("subtypes", "TotalSuccessCount")).isEqualTo(2);
        assertThat(management.methods("defaults")).containsExactly(shapes + "Gateway#ping()");
        assertThat(management.methods("bridges"))
                .containsExactly(shapes + "Box#put(java.lang.Object)", shapes + "TextBox#put(java.lang.String)");
        assertThat(management.count("bridges", "TotalSuccessCount")).isEqualTo(1);
        assertThat(management.methods("generics")).containsExactly(shapes + "Box$1#get()", shapes + "Box$Lid#lift()");
        assertThat(management.methods("varargs")).containsExactly(shapes + "Overloads#sum(int[])");
        assertThat(management.methods("types")).containsExactly(shapes + "Annotated#a()");
        assertThat(management.methods("methods")).containsExactly(shapes + "PartlyAnnotated#b()");
        assertThat(management.methods("own")).containsExactly("com.acme.shapes.OwnWords#own()");
        assertThat(management.count("payments", "TotalSuccessCount")).isEqualTo(1);
    }

    /** By class, by method, by supertype, by annotation; and a reload that only takes an exclusion away guards more. */
    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void exclusionsTakeAwayWhatOthersName(Jdk jdk) throws Exception {
        String shapes = "com.acme.shapes.Shapes$";
        String all = "breaker.all.methods = !" + shapes + "Box*, " + shapes + "*Box#put, " + shapes + "Gateway+#send, "
                + "!" + shapes + "Ftp, " + shapes + "Overloads#*, !" + shapes + "**#sum(int...), "
                + shapes
                + "*Annotated#*, !@com.acme.shapes.Remote, !com.acme.**#@com.acme.shapes.Remote, !com.acme.nowhere.**";
        try (ForkedJvm jvm = start(jdk, "agent.reload-interval = 200ms\n" + all + "\n", true)) {
            assertThat(jvm.ask("call")).isEqualTo(ANSWER);
            try (Management management = Management.of(jvm)) {
                List<String> guarded = management.methods("all");
                assertThat(guarded)
                        .contains(
                                shapes + "AbstractGateway#send(java.lang.String)",
                                shapes + "TextBox#put(java.lang.String)")
                        .doesNotContain(
                                shapes + "Box#put(java.lang.Object)",
                                shapes + "Ftp#send(java.lang.String)",
                                shapes + "Overloads#sum(int[])",
                                shapes + "Annotated#a()",
                                shapes + "PartlyAnnotated#b()");
                assertThat(management.unmatched())
                        .filteredOn(line -> line.contains("takes nothing away"))
                        .singleElement()
                        .asString()
                        .startsWith("all: !com.acme.nowhere.**");
                Files.writeString(
                        directory.resolve("fusebox.properties"),
                        "agent.reload-interval = 200ms\n" + all.replace("!" + shapes + "Ftp, ", "") + "\n");
                await().until(() -> management.methods("all").contains(shapes + "Ftp#send(java.lang.String)"));
                assertThat(management.methods("all")).hasSize(guarded.size() + 1);
                management.assertNoFault();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void annotationsCanBeSwitchedOff(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, "agent.annotations = off\nbreaker.payments.error-threshold = 1\n", true)) {
            assertThat(jvm.ask("call")).isEqualTo(ANSWER);
            try (Management management = Management.of(jvm)) {
                assertThat((String[]) management.ofFusebox("GuardedMethods")).isEmpty();
                assertThat(management.unmatched()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aMethodThatNamesABreakerWithAProblemStaysUnguardedAndIsTold(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = start(jdk, "breaker.own.error-threshold = many\n", true)) {
            assertThat(jvm.ask("call")).isEqualTo(ANSWER);
            try (Management management = Management.of(jvm)) {
                assertThat((String[]) management.ofFusebox("GuardedMethods"))
                        .containsExactly("payments: com.acme.shapes.OwnWords#named()");
                assertThat(management.unmatched())
                        .contains(
                                "own: @Guarded com.acme.shapes.OwnWords#own(): the breaker is left out for the problems"
                                        + " of its configuration");
                management.assertNoFault();
            }
        }
    }

    private ForkedJvm start(Jdk jdk, String configuration, boolean withAgent) throws Exception {
        List<Path> classPath = Bed.jars("core");
        Path classes = Bed.compile(directory.resolve("classes"), classPath, "host", "shapes");
        Files.writeString(directory.resolve("fusebox.properties"), configuration);
        ForkedJvm.Builder builder = ForkedJvm.on(jdk).in(directory);
        if (withAgent) {
            builder.withAgent("fusebox.properties");
        }
        ForkedJvm jvm = builder.launch("-cp", Bed.path(List.of(classes, classPath.get(0))), "com.acme.shapes.Main");
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }
}
