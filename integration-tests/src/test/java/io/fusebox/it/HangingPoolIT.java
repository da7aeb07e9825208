package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection pool whose database hangs: PostgreSQL, stopped by a signal, and HikariCP. Beside the program with the agent
 * runs the same one without it.
 */
class HangingPoolIT {
    private static final long SLOW_MILLIS = 2_000;

    /** How long the breaker may take to notice: half a second, and as much again for a machine that does other things too. */
    private static final long NOTICE_MILLIS = 1_000;

    /** The calls that were under way when the database stopped had begun before. */
    private static final long EARLIER_MILLIS = 500;

    @TempDir
    static Path database;

    private static PostgresServer postgres;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        postgres = new PostgresServer(database);
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @AfterEach
    void goOn() throws Exception {
        postgres.goOn();
    }

    @ParameterizedTest
    @EnumSource(names = {"OLDER", "NEWER"})
    void r21_aDatabaseThatHangsOpensTheBreakerBeforeACallHasEnded(ClientLibraries libraries) throws Exception {
        Files.writeString(
                directory.resolve("fusebox.properties"), linesOfThePage() + "breaker.database.reset-timeout = 3s\n");
        try (ForkedJvm plain = libraries.on(directory).run("com.acme.clients.HangingPool", postgres.port);
                ForkedJvm guarded = libraries
                        .on(directory)
                        .withAgent("fusebox.properties")
                        .run("com.acme.clients.HangingPool", postgres.port)) {
            awaitAnswers(plain, 0);
            awaitAnswers(guarded, 0);
            try (Management management = Management.of(guarded)) {
                hangAndComeBack(plain, guarded, management);
            }
        }
    }

    private static void hangAndComeBack(ForkedJvm plain, ForkedJvm guarded, Management management) throws Exception {
        assertThat(management.state("database")).isEqualTo("CLOSED");

        long hangsSince = System.currentTimeMillis();
        postgres.hang();
        await().atMost(Duration.ofSeconds(10)).until(() -> count(plain, "waiting") == 200);
        long answered = count(plain, "answered");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> management.state("database").equals("OPEN"));
        long openedAt =
                ((Date) management.of("database", "StateSince")).toInstant().toEpochMilli();
        assertThat(openedAt - hangsSince).isBetween(SLOW_MILLIS - EARLIER_MILLIS, SLOW_MILLIS + NOTICE_MILLIS);
        assertThat((String[]) management.of("database", "RecentTransitions"))
                .singleElement()
                .asString()
                .contains("slow calls");
        // From now on the breaker rejects a call at once; without it the call waits for 30 seconds.
        guarded.ask("ask");
        plain.ask("ask");
        await().atMost(Duration.ofSeconds(10)).until(() -> count(guarded, "rejected") == 1);
        assertThat(management.count("database", "TotalErrorCount")).isZero();
        assertThat(count(plain, "answered")).isEqualTo(answered);
        assertThat(count(plain, "waiting")).isEqualTo(201);

        postgres.goOn();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> management.state("database").equals("CLOSED"));
        awaitAnswers(plain, answered);
        management.assertNoFault();
    }

    /** What the page "Choosing settings" says to paste. */
    private static String linesOfThePage() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "choosing-settings.md"));
        String block = page.substring(page.indexOf("### All threads wait for a database connection"));
        return block.substring(block.indexOf("breaker.database."), block.indexOf("```\n\n"));
    }

    private static void awaitAnswers(ForkedJvm program, long before) {
        program.awaitStdout("calling"::equals);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(program, "answered") > before + 1_000);
    }

    /** What the program says it has counted. */
    private static long count(ForkedJvm program, String what) throws Exception {
        for (String part : program.ask("count").split(", ", -1)) {
            if (part.endsWith(" " + what)) {
                return Long.parseLong(part.substring(0, part.indexOf(' ')));
            }
        }
        throw new AssertionError("no " + what + program.transcript());
    }
}
