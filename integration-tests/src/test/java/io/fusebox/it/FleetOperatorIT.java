package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator of a fleet reads is true, and says what to do. */
class FleetOperatorIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Jdk jdk = Jdks.newest();

    @TempDir
    Path directory;

    private RedisServer redis;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
    }

    @Test
    void r04_aMoveOnOneJvmAgainstAnOrderSaysWhichCommandTakesItBack() throws Exception {
        try (ForkedJvm shop = shop("fleet.name = shop")) {
            await().atMost(LIMIT).until(() -> shop.stderr().stream().anyMatch(line -> line.contains("shop answers")));
            run("fleet", "force-open", redis.url(), "bank", "--reason", "a drill");
            await().atMost(LIMIT).until(() -> shop.ask("good").equals("rejected"));

            String said = run("close", Long.toString(shop.pid()), "bank").answer();

            assertThat(said)
                    .startsWith("bank is now CLOSED (was FORCED_OPEN)")
                    .contains("But the fleet's order stands, and is in force again at the next poll: force-open by ")
                    .contains(": a drill. To take it back: java -jar fusebox-agent.jar fleet auto " + redis.url());
            await().atMost(LIMIT).until(() -> shop.ask("good").equals("rejected"));
            String command = said.substring(said.indexOf("fleet auto"));
            assertThat(run(command.split(" ")).answer()).startsWith("bank: auto on 1 JVM of fleet shop");
            await().atMost(LIMIT).until(() -> shop.ask("good").equals("done"));
        }
    }

    @Test
    void s11_aJvmWithABadNameOfTheFleetJoinsNoneAndGuards() throws Exception {
        try (ForkedJvm shop = shop("fleet.name = the shop")) {
            shop.awaitStderr(line -> line.contains("fleet.name = the shop: is no name of a fleet"));
            shop.awaitStderr(
                    line -> line.contains("fleet: this JVM joins no fleet while a setting of the fleet has a problem"));
            assertThat(shop.ask("bad")).isEqualTo("failed");
            assertThat(shop.ask("bad")).isEqualTo("failed");
            assertThat(shop.ask("good")).isEqualTo("rejected");
            assertThat(redis.run("DBSIZE")).isEqualTo(":0");
        }
    }

    private Command run(String... words) throws Exception {
        return Command.run(jdk, directory, words);
    }

    private ForkedJvm shop(String name) throws Exception {
        List<String> lines = List.of(
                "fleet.url = " + redis.url(),
                name,
                "breaker.bank.methods = com.acme.FleetShop$Bank#charge",
                "breaker.bank.error-threshold = 2");
        Path own = Files.createDirectory(directory.resolve("program"));
        ForkedJvm jvm = Programs.guarded(jdk, own, lines.toArray(new String[0])).run("com.acme.FleetShop");
        jvm.awaitStdout("open"::equals);
        return jvm;
    }
}
