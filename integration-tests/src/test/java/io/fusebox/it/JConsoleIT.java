package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tab in a real JConsole, moved by its mouse. Leaves pictures in {@code target/jconsole}. */
class JConsoleIT {
    private static final Path PICTURES = Path.of("target", "jconsole");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    void movesABreakerOnceItIsConfirmed(boolean newConsole, boolean newProgram) throws Exception {
        Jdk consoles = newConsole ? Jdks.newest() : Jdks.oldest();
        Jdk programs = newProgram ? Jdks.newest() : Jdks.oldest();
        try (ForkedJvm mall = mall(programs, "agent.jmx = on");
                Management management = Management.of(mall);
                JConsole console = new JConsole(consoles, mall, directory)) {
            console.await("Fusebox 1.0.0: 2 breakers from fusebox.properties");
            mall.ask("payments");
            console.click("payments");
            console.await("OPEN");
            console.await("5 consecutive errors");
            console.await("ConnectException: Connection refused: payments.example.com");

            console.open("Force open...", "Every call is rejected until an operator moves it again.");
            console.answer("Cancel");
            assertThat(management.state("payments")).isEqualTo("OPEN");

            console.open("Force open...", "payments: Force open?");
            console.answer("Force open");
            await().until(() -> management.state("payments").equals("FORCED_OPEN"));
            console.await("payments is now FORCED_OPEN (was OPEN)");
            console.await("by operator");
            assertThat(management.state("stock")).isEqualTo("CLOSED");
            console.picture(PICTURES.resolve("jconsole-" + consoles.feature() + ".png"));
            management.assertNoFault();
        }
    }

    @Test
    void saysWhatIsRefusedAndThatTheConnectionIsLost() throws Exception {
        try (ForkedJvm mall = mall(Jdks.newest(), "agent.jmx = read-only");
                JConsole console = new JConsole(Jdks.newest(), mall, directory)) {
            console.click("stock");
            console.open("Reset...", "stock: Reset?");
            console.answer("Reset");
            console.await("JMX is read-only here (agent.jmx = read-only)");
            console.answer("OK");
            console.await("not done");
            try (Management management = Management.of(mall)) {
                assertThat(management.count("stock", "TotalSuccessCount")).isPositive();
            }

            mall.close();
            console.await("The connection is lost since ");
            console.await("stock");
        }
    }

    private ForkedJvm mall(Jdk jdk, String... configuration) throws Exception {
        Files.writeString(
                directory.resolve("fusebox.properties"),
                String.join("\n", configuration)
                        + "\nbreaker.payments.methods = com.acme.Mall#charge"
                        + "\nbreaker.payments.reset-timeout = 10m"
                        + "\nbreaker.stock.methods = com.acme.Mall#reserve\n");
        ForkedJvm mall =
                Programs.on(jdk, directory).withAgent("fusebox.properties").run("com.acme.Mall");
        mall.awaitStdout("ready"::equals);
        return mall;
    }
}
