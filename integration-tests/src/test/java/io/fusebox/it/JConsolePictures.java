package io.fusebox.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of {@code docs/jconsole.md}. Not among the tests, since a chart of five minutes takes five minutes:
 * {@code mvn verify -Dit.test=JConsolePictures}.
 */
class JConsolePictures {
    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    Path directory;

    @Test
    void takes() throws Exception {
        Files.writeString(directory.resolve("fusebox.properties"), """
                breaker.payments.methods = com.acme.Mall#charge
                breaker.payments.reset-timeout = 20s
                breaker.stock.methods = com.acme.Mall#reserve
                breaker.mail.methods = com.acme.Mall#send
                breaker.mail.error-threshold = 3
                breaker.mail.reset-timeout = 5m
                breaker.search.methods = com.acme.Mall#find
                """);
        try (ForkedJvm mall = Programs.on(Jdks.newest(), directory)
                        .withAgent("fusebox.properties")
                        .run("com.acme.Mall");
                JConsole console = new JConsole(Jdks.newest(), mall, directory)) {
            console.click("payments");
            TimeUnit.SECONDS.sleep(100);
            mall.ask("payments");
            TimeUnit.SECONDS.sleep(50);
            mall.ask("payments");
            TimeUnit.SECONDS.sleep(100);
            mall.ask("mail");
            mall.ask("payments");
            TimeUnit.SECONDS.sleep(35);
            console.picture(DOCS.resolve("jconsole.png"));
            console.click("mail");
            console.open("Force closed...", "mail: Force closed?");
            console.picture(DOCS.resolve("jconsole-move.png"));
            console.answer("Force closed");
            console.await("mail is now FORCED_CLOSED");
        }
    }
}
