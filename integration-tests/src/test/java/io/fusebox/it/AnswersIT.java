package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs get instead of a rejection, which results are errors, and which breaker a key leads to. */
class AnswersIT {

    private static final String[] DEFAULTS = {"defaults.error-threshold = 1", "defaults.reset-timeout = 1h"};

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r10_rejectionsResultsAndKeysAreWhatTheConfigurationMakesOfThem(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        String.join("\n", DEFAULTS),
                        "breaker.read.methods = com.acme.results.Client#read",
                        "breaker.read.on-open = throw com.acme.results.Client$Unavailable",
                        "breaker.write.methods = com.acme.results.Client#write",
                        "breaker.write.on-open = return null",
                        "breaker.busy.methods = com.acme.results.Client#count",
                        "breaker.busy.on-open = throw com.acme.results.Client$Busy",
                        "breaker.find.methods = com.acme.results.Client#find",
                        "breaker.find.on-open = return Optional.empty",
                        "breaker.list.methods = com.acme.results.Client#list",
                        "breaker.list.on-open = return List.of",
                        "breaker.load.methods = com.acme.results.Client#load",
                        "breaker.load.on-open = call stale",
                        "breaker.rate.methods = com.acme.results.Client#rate",
                        "breaker.rate.on-open = call lastRate",
                        "breaker.get.methods = com.acme.results.Client#get",
                        "breaker.get.error-when = result == null || result.status() >= 500",
                        "breaker.code.methods = com.acme.results.Client#code",
                        "breaker.code.error-when = result >= 500",
                        "breaker.code.on-open = return -1",
                        "breaker.fetch.methods = com.acme.results.Client#fetch",
                        "breaker.fetch.key = arg0",
                        "breaker.own.methods = com.acme.results.Client#own",
                        "breaker.own.key = this.url")
                .with("-Xverify:all")
                .run("com.acme.Answers")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout())
                    .containsExactly(
                            "read: FileNotFoundException",
                            "write: IllegalStateException",
                            "busy: IllegalStateException",
                            "find: IllegalStateException",
                            "list: IllegalStateException",
                            "load: IllegalStateException",
                            "rate: IllegalStateException",
                            "get: Answer[status=503, body=body]",
                            "code: 503",
                            "fetch a: IllegalStateException",
                            "fetch b: fetched from b",
                            "fetch null: fetched from null",
                            "own: IllegalStateException",
                            "other's own: fetched from there",
                            "read: Unavailable because of CircuitOpenException",
                            "write: written",
                            "busy: Busy because of CircuitOpenException",
                            "find: Optional.empty",
                            "list: []",
                            "load: stale 5 of here",
                            "rate: 0.5",
                            "get: CircuitOpenException",
                            "code: -1",
                            "fetch a: CircuitOpenException",
                            "fetch b: fetched from b",
                            "fetch null: fetched from null",
                            "own: CircuitOpenException",
                            "other's own: fetched from there",
                            "done");
            try (Management management = Management.of(jvm)) {
                assertThat(management.of("get", "LastErrorType")).isEqualTo("result");
                assertThat(management.of("get", "LastErrorMessage"))
                        .isEqualTo("result == null || result.status() >= 500");
                assertThat(management.state("fetch")).isEqualTo("CLOSED");
                assertThat(management.count("fetch", "TotalSuccessCount")).isEqualTo(2);
                assertThat(management.state("fetch,key=a")).isEqualTo("OPEN");
                assertThat(management.state("fetch,key=b")).isEqualTo("CLOSED");
                assertThat(management.state("own,key=here")).isEqualTo("OPEN");
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderrOfProgram()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r08_anExceptionIsIgnoredForWhatItHolds(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        String.join("\n", DEFAULTS),
                        "breaker.read.methods = com.acme.results.Client#read",
                        "breaker.read.ignore-when = exception is java.io.IOException",
                        "breaker.find.methods = com.acme.results.Client#find",
                        "breaker.find.ignore-when = exception.getMessage().isEmpty() || exception.getStackTrace() != null",
                        "breaker.list.methods = com.acme.results.Client#list",
                        "breaker.list.ignore-when = exception.getErrorCode() == 5")
                .run("com.acme.Answers")) {
            jvm.awaitStdout("done"::equals);
            try (Management management = Management.of(jvm)) {
                for (String breaker : List.of("read", "find")) {
                    assertThat(management.count(breaker, "TotalIgnoredCount")).isEqualTo(1);
                    assertThat(management.count(breaker, "TotalErrorCount")).isZero();
                }
                assertThat(management.count("list", "TotalIgnoredCount")).isZero();
                assertThat(management.count("list", "TotalErrorCount")).isPositive();
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void whatDoesNotFitAMethodIsToldAndLeavesItUnguarded(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        String.join("\n", DEFAULTS),
                        "breaker.a.methods = com.acme.results.Client#count",
                        "breaker.a.on-open = return \"text\"",
                        "breaker.b.methods = com.acme.results.Client#load",
                        "breaker.b.on-open = throw com.acme.results.Client$Unavailable",
                        "breaker.c.methods = com.acme.results.Client#load",
                        "breaker.c.on-open = throw com.acme.results.Absent",
                        "breaker.d.methods = com.acme.results.Client#load",
                        "breaker.d.on-open = call absent",
                        "breaker.e.methods = com.acme.results.Client#get",
                        "breaker.e.error-when = result.code() >= 500",
                        "breaker.f.methods = com.acme.results.Client#get",
                        "breaker.f.error-when = result.body() >= 500",
                        "breaker.g.methods = com.acme.results.Client#fetch",
                        "breaker.g.key = arg2",
                        "breaker.h.methods = com.acme.results.Client#rate",
                        "breaker.h.key = this.url",
                        "breaker.i.methods = com.acme.results.Client#write",
                        "breaker.i.error-when = result == null",
                        "breaker.j.methods = com.acme.results.Client#get",
                        "breaker.j.reset-timeout-from = result.retryAfter()",
                        "breaker.k.methods = com.acme.results.Client#get",
                        "breaker.k.reset-timeout-from = result")
                .run("com.acme.Answers")) {
            jvm.awaitStdout("done"::equals);
            try (Management management = Management.of(jvm)) {
                assertThat(management.unmatched())
                        .anyMatch(line -> line.startsWith("com.acme.results.Client#count(boolean): ")
                                && line.contains("fusebox.properties:4: breaker.a.on-open = return \"text\":"
                                        + " \"text\" is no int; write a literal of int, or throw"))
                        .anyMatch(line -> line.contains("breaker.b.on-open")
                                && line.contains("does not declare to throw com.acme.results.Client$Unavailable"))
                        .anyMatch(line -> line.contains("breaker.c.on-open")
                                && line.contains("cannot see com.acme.results.Absent"))
                        .anyMatch(line -> line.contains("breaker.d.on-open")
                                && line.contains("the class has no method absent with the same parameters"))
                        .anyMatch(line -> line.contains("breaker.e.error-when")
                                && line.contains("com.acme.results.Client$Answer has no method code()"))
                        .anyMatch(line -> line.contains("breaker.f.error-when")
                                && line.contains("java.lang.String is compared by >= with"))
                        .anyMatch(
                                line -> line.contains("breaker.g.key") && line.contains("the method has 2 parameters"))
                        .anyMatch(line -> line.contains("breaker.h.key") && line.contains("there is no this"))
                        .anyMatch(line -> line.contains("breaker.i.error-when") && line.contains("returns nothing"))
                        .anyMatch(line -> line.contains(
                                "fusebox.properties:22: breaker.j.reset-timeout-from = result.retryAfter():"
                                        + " com.acme.results.Client$Answer has no method retryAfter()"))
                        .anyMatch(
                                line -> line.contains(
                                        "breaker.k.reset-timeout-from = result: result is com.acme.results.Client$Answer,"
                                                + " which is no time; end the path at a Duration, a number of seconds, or a text"))
                        .hasSize(11);
                assertThat((String[]) management.ofFusebox("GuardedMethods")).isEmpty();
                management.assertNoFault();
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderr())
                    .filteredOn(line -> line.startsWith("[fusebox] not guarded: "))
                    .hasSize(11);
        }
    }

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void r15_aConditionOrAKeyThatFailsLeavesTheCallAlone(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.fetch.methods = com.acme.results.Client#fetch",
                        "breaker.fetch.key = arg0.intern()",
                        "breaker.find.methods = com.acme.results.Client#find",
                        "breaker.find.error-when = result.get().absent() == 5")
                .run("com.acme.Answers")) {
            jvm.awaitStdout("done"::equals);
            assertThat(jvm.stdout()).contains("fetch null: fetched from null", "find: Optional[found]");
            try (Management management = Management.of(jvm)) {
                assertThat(management.count("fetch", "TotalSuccessCount")).isEqualTo(2);
                assertThat(management.count("fetch,key=b", "TotalSuccessCount")).isEqualTo(2);
                assertThat(management.count("find", "TotalSuccessCount")).isEqualTo(1);
                assertThat(management.ofFusebox("InternalErrorCount")).isEqualTo(3L);
                assertThat(management.ofFusebox("LastInternalError"))
                        .asString()
                        .contains(
                                "the key of a call of fetch: com.acme.results.Client#fetch(java.lang.String, boolean)");
            }
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.transcript()).isZero();
            assertThat(jvm.stderr())
                    .filteredOn(line -> line.startsWith("[fusebox] internal error, "))
                    .hasSize(2);
        }
    }
}
