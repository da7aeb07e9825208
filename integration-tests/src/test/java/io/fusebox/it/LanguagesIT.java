package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patterns name what the compilers of other languages make. */
class LanguagesIT {

    @TempDir
    static Path compiled;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void kotlin(Jdk jdk) throws Exception {
        List<Path> libraries = Arrays.asList(Programs.libraries());
        configure("""
                breaker.top.methods = com.acme.kotlin.ShopKt#charge
                breaker.defaults.methods = com.acme.kotlin.ShopKt#greet*
                breaker.extension.methods = com.acme.kotlin.ShopKt#shout(java.lang.String, int)
                breaker.value.methods = com.acme.kotlin.Amount#doubled-*
                breaker.mangled.methods = com.acme.kotlin.Bank#pay-xwm_3gg
                breaker.interface.methods = com.acme.kotlin.Gateway+#ping
                breaker.object.methods = com.acme.kotlin.Directory#find
                breaker.companion.methods = com.acme.kotlin.Bank$Companion#open
                breaker.both.methods = com.acme.kotlin.Bank#close, com.acme.kotlin.Bank$Companion#close
                breaker.property.methods = com.acme.kotlin.Bank#*etBalance
                breaker.overloads.methods = com.acme.kotlin.Bank#transfer
                breaker.internal.methods = com.acme.kotlin.Bank#audit$*
                breaker.blanks.methods = com.acme.kotlin.Bank#with*blanks
                breaker.ticks.methods = com.acme.kotlin.Bank#`with blanks`()
                breaker.suspend.methods = com.acme.kotlin.Bank#slow
                breaker.wild.methods = com.acme.kotlin.Wild*#*
                """);
        Path classes = kotlinClasses(libraries);
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.addAll(List.of(classes, host()));
        try (ForkedJvm jvm = start(jdk, classPath, "com.acme.kotlin.MainKt");
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("call"))
                    .isEqualTo("3 Hello Ann Bye Bob hey! 4 pong found Cid opened a closed b closed c 8 10 audited blank"
                            + " 6 5");
            String bank = "com.acme.kotlin.Bank#";
            String companion = "com.acme.kotlin.Bank$Companion#";
            guards(management, "top", 1, "com.acme.kotlin.ShopKt#charge(int)");
            guards(management, "defaults", 2, "com.acme.kotlin.ShopKt#greet(java.lang.String, java.lang.String)");
            guards(management, "extension", 1, "com.acme.kotlin.ShopKt#shout(java.lang.String, int)");
            guards(management, "value", 1, "com.acme.kotlin.Amount#doubled-JPkYwvM(long)");
            guards(management, "mangled", 1, bank + "pay-xwm_3gg(long)");
            guards(management, "interface", 1, "com.acme.kotlin.Gateway#ping()");
            guards(management, "object", 1, "com.acme.kotlin.Directory#find(java.lang.String)");
            guards(management, "companion", 1, companion + "open(java.lang.String)");
            guards(management, "both", 2, bank + "close(java.lang.String)", companion + "close(java.lang.String)");
            guards(management, "property", 2, bank + "getBalance()", bank + "setBalance(int)");
            guards(management, "overloads", 2, bank + "transfer(int)", bank + "transfer(int, int)");
            guards(management, "internal", 1, bank + "audit$main()");
            guards(management, "blanks", 1, bank + "with blanks()");
            guards(management, "ticks", 1, bank + "with blanks()");
            guards(management, "suspend", 1, bank + "slow(int, kotlin.coroutines.Continuation)");
            aCoroutineThatWaitsGoesOnWhenItsBreakerIsOpen(jvm, management);
            management.assertNoFault();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r07_r09_r10_kotlinsResultsAndCallsThatAreGivenUp(Jdk jdk) throws Exception {
        List<Path> libraries = Arrays.asList(Programs.libraries());
        configure("""
                breaker.results.methods = com.acme.kotlin.Remote#atOnce*, com.acme.kotlin.Remote#later*
                breaker.results.error-when = result == "bad"
                breaker.results.ignore-exceptions = java.io.FileNotFoundException
                breaker.results.error-threshold = 100
                breaker.others.methods = com.acme.kotlin.Remote#started, com.acme.kotlin.Remote#numbers
                breaker.fetch.methods = com.acme.kotlin.Remote#fetch
                breaker.hangs.methods = com.acme.kotlin.Remote#hangs
                defaults.error-threshold = 2
                defaults.reset-timeout = 500ms
                defaults.success-threshold = 1
                """);
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.addAll(List.of(kotlinClasses(libraries), host()));
        try (ForkedJvm jvm = start(jdk, classPath, "com.acme.kotlin.RemoteMain");
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("results")).isEqualTo("good bad down absent gave up good bad down absent gave up");
            assertThat(management.count("results", "TotalSuccessCount")).isEqualTo(2);
            assertThat(management.count("results", "TotalErrorCount")).isEqualTo(4);
            assertThat(management.count("results", "TotalIgnoredCount")).isEqualTo(2);
            assertThat(management.count("results", "TotalCancelledCount")).isEqualTo(2);
            assertThat(management.count("results", "ActiveCalls")).isZero();
            assertThat(jvm.ask("follow")).isEqualTo("1 1");
            assertThat(jvm.stderr())
                    .filteredOn(line -> line.contains("cannot see when a kotlinx.coroutines."))
                    .hasSize(2);
            assertThat(jvm.ask("several at once")).isEqualTo("most were good");
            assertThat(management.state("fetch")).isEqualTo("CLOSED");
            assertThat(jvm.ask("one that hangs")).isEqualTo("asked");
            assertThat(management.count("hangs", "TotalCancelledCount")).isLessThanOrEqualTo(30);
            assertThat(management.count("hangs", "OpenCount")).isGreaterThanOrEqualTo(2);
            management.assertNoFault();
        }
    }

    private static void aCoroutineThatWaitsGoesOnWhenItsBreakerIsOpen(ForkedJvm jvm, Management management)
            throws Exception {
        assertThat(jvm.ask("wait")).isEqualTo("waiting");
        management.operate("wild", "transitionToForcedOpen");
        assertThat(jvm.ask("go on")).isEqualTo("8");
        guards(
                management,
                "wild",
                2,
                "com.acme.kotlin.Wild#later()",
                "com.acme.kotlin.Wild#waiting(kotlinx.coroutines.CompletableDeferred, kotlin.coroutines.Continuation)");
        assertThat(management.count("wild", "TotalRejectedCount")).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void groovy(Jdk jdk) throws Exception {
        configure("""
                breaker.dynamic.methods = com.acme.groovy.Till#charge
                breaker.defaults.methods = com.acme.groovy.Till#greet
                breaker.static.methods = com.acme.groovy.Till#find
                breaker.closure.methods = com.acme.groovy.Till$_doubled_closure*#doCall
                breaker.property.methods = com.acme.groovy.Till#getOwner
                breaker.compiled.methods = com.acme.groovy.StaticTill#charge
                breaker.trait.methods = com.acme.groovy.Refunding+#refund
                breaker.wild.methods = com.acme.groovy.Wild#*
                breaker.wild.error-threshold = 3
                """);
        List<Path> classPath = new ArrayList<>(Bed.jars("groovy"));
        classPath.addAll(List.of(groovyClasses(), host()));
        try (ForkedJvm jvm = start(jdk, classPath, "com.acme.groovy.Main");
                Management management = Management.of(jvm)) {
            assertThat(jvm.ask("call")).isEqualTo("1 Hello Bob Bye Cid found Dan [2, 4] Ann 6 -4");
            String till = "com.acme.groovy.Till#";
            String object = "java.lang.Object";
            String closure = "com.acme.groovy.Till$_doubled_closure1#doCall(";
            guards(management, "dynamic", 1, till + "charge(java.lang.Object)");
            guards(
                    management,
                    "defaults",
                    2,
                    till + "greet(java.lang.Object)",
                    till + "greet(java.lang.Object, java.lang.Object)");
            guards(management, "static", 1, till + "find(java.lang.String)");
            guards(management, "closure", 2, closure + ")", closure + object + ")");
            guards(management, "property", 1, till + "getOwner()");
            guards(management, "compiled", 2, "com.acme.groovy.StaticTill#charge(int)");
            guards(management, "trait", 1, "com.acme.groovy.Refunds#refund(java.lang.Object)");
            assertThat(jvm.ask("replace")).isEqualTo("not 1");
            guards(management, "dynamic", 1, till + "charge(java.lang.Object)");
            whatGroovyAsksOfEachObjectIsNoSuccess(jvm, management);
            management.assertNoFault();
        }
    }

    private static void whatGroovyAsksOfEachObjectIsNoSuccess(ForkedJvm jvm, Management management) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(jvm.ask("fail")).isEqualTo("java.io.IOException: Connection refused");
        }
        assertThat(management.state("wild")).isEqualTo("OPEN");
        assertThat(jvm.ask("fail")).startsWith("io.fusebox.CircuitOpenException: ");
        guards(management, "wild", 0, "com.acme.groovy.Wild#fail()");
    }

    private static void guards(Management management, String breaker, int calls, String... methods) throws Exception {
        assertThat(management.methods(breaker)).containsExactly(methods);
        assertThat(management.count(breaker, "TotalSuccessCount")).as(breaker).isEqualTo(calls);
    }

    private void configure(String breakers) throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), breakers);
    }

    private ForkedJvm start(Jdk jdk, List<Path> classPath, String main) throws Exception {
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .in(directory)
                .withAgent("fusebox.properties")
                .launch("-cp", Bed.path(classPath), main);
        jvm.awaitStdout("ready"::equals);
        return jvm;
    }

    private static Path host() throws Exception {
        Path host = compiled.resolve("host");
        return Files.exists(host) ? host : Bed.compile(host, List.of(), "host");
    }

    private static Path kotlinClasses(List<Path> libraries) throws Exception {
        Path classes = compiled.resolve("kotlin");
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(host());
        return Files.exists(classes) ? classes : OtherCompilers.kotlin(classes, classPath);
    }

    private static Path groovyClasses() throws Exception {
        Path classes = compiled.resolve("groovy");
        return Files.exists(classes) ? classes : OtherCompilers.groovy(classes, List.of(host()));
    }
}
