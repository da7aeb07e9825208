package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code explain}: for each class and method that fits a pattern, what became of it. */
class ExplainIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void saysForEachMethodWhichBreakerGuardsItOrWhyNone(Jdk jdk) throws Exception {
        try (ForkedJvm jvm = Programs.guarded(
                        jdk,
                        directory,
                        "breaker.payments.methods = com.acme.subject.Bank#charge, !com.acme.subject.Bank#settle, \\",
                        "    com.acme.subject.Bank#s*",
                        "breaker.payments.error-when = result.status() == 7",
                        "breaker.types.methods = java.lang.Thread#currentThread, com.acme.subject.Types#none, \\",
                        "    com.acme.subject.Bank#refund(int)")
                .run("com.acme.Till")) {
            jvm.awaitStdout("ready"::equals);
            jvm.ask("charge");
            String bank = "com.acme.subject.Bank#";
            assertThat(explain(jdk, jvm, bank + "refund"))
                    .containsExactly(bank + "refund(int): guarded by types, pattern " + bank
                            + "refund(int) (fusebox.properties:5)");
            assertThat(explain(jdk, jvm, bank + "settle"))
                    .containsExactly(bank + "settle(): not guarded: payments: " + bank + "s* leaves it out, for !"
                            + bank + "settle takes it away");
            assertThat(explain(jdk, jvm, bank + "charge"))
                    .singleElement()
                    .asString()
                    .startsWith(bank + "charge(int): not guarded: ")
                    .contains("fusebox.properties:3: breaker.payments.error-when = result.status() == 7");
            assertThat(explain(jdk, jvm, bank + "*")).hasSize(3);
            assertThat(explain(jdk, jvm, bank + "pay"))
                    .containsExactly(
                            "com.acme.subject.Bank has no such method; it has charge(int), refund(int), settle()");
            assertThat(explain(jdk, jvm, "com.acme.Till#main"))
                    .containsExactly("com.acme.Till#main(java.lang.String[]): not guarded: no pattern names it;"
                            + " write breaker.NAME.methods = com.acme.Till#main(java.lang.String[])");
            assertThat(explain(jdk, jvm, "com.acme.subject.Bnk#charge"))
                    .containsExactly("no class loader of the program knows com.acme.subject.Bnk;"
                            + " write com.acme.subject.Bank#charge");
            assertThat(explain(jdk, jvm, "com.acme.subject.Failures#*"))
                    .first()
                    .asString()
                    .startsWith("com.acme.subject.Failures is not loaded yet; ")
                    .endsWith(": no pattern names it");
            assertThat(explain(jdk, jvm, "java.lang.Thread#currentThread"))
                    .singleElement()
                    .asString()
                    .startsWith("java.lang.Thread#currentThread(): not guarded: ");
            assertThat(explain(jdk, jvm, "java.lang.Comparable#compareTo"))
                    .containsExactly(
                            "java.lang.Comparable#compareTo(java.lang.Object): not guarded: it is abstract;"
                                    + " write java.lang.Comparable+#compareTo(java.lang.Object) for the classes that implement it");
            assertThat(explain(jdk, jvm, "com.acme.subject.Bank#toString"))
                    .containsExactly("com.acme.subject.Bank does not declare toString() but inherits it;"
                            + " ask for java.lang.Object#toString()");
            Command misused = Command.run(jdk, directory, "explain", Long.toString(jvm.pid()), "com.acme.Bank.charge");
            assertThat(misused.exitCode()).isEqualTo(2);
            assertThat(misused.stderr().get(0)).endsWith("write com.acme.Bank#charge");
        }
    }

    @Test
    void anAbstractMethodSaysThatItsImplementationsAreGuardedAndWhichAre() throws Exception {
        Jdk jdk = Jdks.newest();
        try (ForkedJvm jvm = Programs.guarded(jdk, directory, "breaker.prices.methods = com.acme.Tariffs$Tariff+#price")
                .run("com.acme.Tariffs")) {
            jvm.awaitStdout("ready"::equals);
            String price = "com.acme.Tariffs$Tariff#price(int): abstract: the classes that implement it are guarded by"
                    + " prices, pattern com.acme.Tariffs$Tariff+#price (fusebox.properties:1); so far these are:"
                    + " com.acme.Tariffs$Flat";
            String ask = "; ask for com.acme.Tariffs$Tariff+#price(int)";
            assertThat(explain(jdk, jvm, "com.acme.Tariffs$Tariff#price")).containsExactly(price + ask);
            assertThat(jvm.ask("other")).isEqualTo("11");
            assertThat(explain(jdk, jvm, "com.acme.Tariffs$Tariff#price"))
                    .containsExactly(price + ", com.acme.Tariffs$Staggered" + ask);
            assertThat(explain(jdk, jvm, "com.acme.Tariffs$Tariff+#price(int)"))
                    .hasSize(3)
                    .filteredOn(line -> line.contains(": guarded by prices, "))
                    .hasSize(2);
            assertThat(explain(jdk, jvm, "com.acme.Tariffs$Tariff#discount"))
                    .singleElement()
                    .asString()
                    .contains("not guarded: it is abstract; write com.acme.Tariffs$Tariff+#discount()");
        }
    }

    private List<String> explain(Jdk jdk, ForkedJvm jvm, String pattern) throws Exception {
        Command command = Command.run(jdk, directory, "explain", Long.toString(jvm.pid()), pattern);
        assertThat(command.stderr()).isEmpty();
        assertThat(command.exitCode()).isZero();
        return command.stdout();
    }
}
