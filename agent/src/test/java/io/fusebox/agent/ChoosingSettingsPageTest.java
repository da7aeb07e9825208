package io.fusebox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.State;
import io.fusebox.agent.call.member.Condition;
import io.fusebox.agent.config.BreakerDefinition;
import io.fusebox.agent.config.ConfigReader;
import io.fusebox.agent.config.Configuration;
import io.fusebox.agent.config.Setting;
import io.fusebox.agent.log.Logs;
import io.fusebox.agent.weave.Weaving;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The lines of {@code docs/choosing-settings.md} do what the page says. The clock is the test's. */
class ChoosingSettingsPageTest {
    private static final Path PAGE = Path.of("../docs/choosing-settings.md");
    private static final String FENCE = "```";

    private long now;
    private final Registry registry = new Registry(() -> now);

    /** What a client library returns. */
    public record Response(int statusCode) {}

    /** What a client library throws. */
    public static final class ApiException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        ApiException(int status, String message) {
            super(message);
            this.status = status;
        }

        public int getStatusCode() {
            return status;
        }
    }

    @Test
    void everyBlockIsAccepted() throws IOException {
        for (String heading : blocks().keySet()) {
            assertThat(configuration(heading).problems()).as(heading).isEmpty();
        }
        assertThat(blocks()).hasSizeGreaterThan(15);
    }

    @Test
    void everyBlockHasATestOfItsOwn() throws IOException {
        String tests = Files.readString(Path.of("src/test/java")
                .resolve(ChoosingSettingsPageTest.class.getName().replace('.', '/') + ".java"));
        for (String heading : blocks().keySet()) {
            assertThat(tests).contains('"' + heading.replace("\"", "\\\"") + '"');
        }
    }

    @Test
    void r21_myServiceHangs() throws IOException {
        Breaker payments = breaker("My service hangs");
        CompletableFuture<String> never = new CompletableFuture<>();
        for (int i = 0; i < 10; i++) {
            var unused = payments.callAsync(() -> never);
        }
        pass(Duration.ofMillis(1_900));
        payments.run(() -> {});
        assertThat(payments.state()).isEqualTo(State.CLOSED);
        pass(Duration.ofMillis(200));
        // A call counts those that hang, or Fusebox's own thread, which may be at it just now.
        await().untilAsserted(() ->
                assertThatThrownBy(() -> payments.run(() -> {})).isInstanceOf(CircuitOpenException.class));
        assertThat(payments.metrics().activeCalls()).isEqualTo(10);
    }

    @Test
    void r21_allThreadsWaitForADatabaseConnection() throws IOException {
        BreakerDefinition database = definition("All threads wait for a database connection", "database");
        assertThat(database.client()).isEqualTo("datasource");
        assertThat(database.methods()).isNotEmpty();
        assertThat(database.settings().slowCallDuration()).contains(Duration.ofSeconds(2));
    }

    @Test
    void r10_itAnswersWith503() throws Throwable {
        BreakerDefinition payments = definition("It answers with 503, and the breaker stays closed", "payments");
        Condition condition = new Condition(payments.errorWhen(), "");
        assertThat(condition.holds(new Response(503))).isTrue();
        assertThat(condition.holds(new Response(404))).isFalse();
    }

    @Test
    void r12_halfOfTheCallsFail() throws IOException {
        Breaker payments = breaker("Half of the calls fail, and it stays closed");
        for (int i = 0; i < 9; i++) {
            fail(payments, new IOException("down"));
            payments.run(() -> {});
        }
        assertThat(payments.state()).isEqualTo(State.CLOSED);
        payments.run(() -> {});
        fail(payments, new IOException("down"));
        assertThat(payments.state()).isEqualTo(State.OPEN);
    }

    @Test
    void oneHostOfManyIsDown() throws IOException {
        assertThat(definition("One host of many is down, and nobody notices", "http")
                        .text(Setting.KEY))
                .isEqualTo("arg0.uri().getHost()");
    }

    @Test
    void r08_a404DoesNotOpenIt() throws IOException {
        Breaker payments = breaker("A 404 opens it");
        for (int i = 0; i < 10; i++) {
            fail(payments, new FileNotFoundException("/none"));
            fail(payments, new ApiException(404, "none"));
        }
        assertThat(payments.state()).isEqualTo(State.CLOSED);
        failTimes(5, payments, new ApiException(502, "bad gateway"));
        assertThat(payments.state()).isEqualTo(State.OPEN);
    }

    @Test
    void r08_oneExceptionClassForTwoThings() throws IOException {
        Breaker payments = breaker("One exception class means both \"card refused\" and \"bank down\"");
        failTimes(10, payments, new ApiException(500, "card refused: 51"));
        assertThat(payments.state()).isEqualTo(State.CLOSED);
        failTimes(5, payments, new ApiException(500, "bank down"));
        assertThat(payments.state()).isEqualTo(State.OPEN);
    }

    @Test
    void r24_errorsThatAreDaysApart() throws IOException {
        Breaker report = breaker("Errors that are days apart add up");
        for (int i = 0; i < 10; i++) {
            fail(report, new IOException("down"));
            pass(Duration.ofDays(1));
        }
        assertThat(report.state()).isEqualTo(State.CLOSED);
        failTimes(5, report, new IOException("down"));
        assertThat(report.state()).isEqualTo(State.OPEN);
    }

    @Test
    void r23_theFirstMinuteAfterADeploy() throws IOException {
        Breaker payments = breaker("The first minute after a deploy");
        for (int i = 0; i < 10; i++) {
            fail(payments, new IOException("cold"));
        }
        payments.run(() -> {});
        pass(Duration.ofSeconds(61));
        payments.run(() -> {});
        assertThat(payments.state()).isEqualTo(State.CLOSED);
        failTimes(5, payments, new IOException("down"));
        assertThat(payments.state()).isEqualTo(State.OPEN);
    }

    @Test
    void r09_callersGiveUp() throws IOException {
        assertThat(breaker("Callers give up, and that counts as errors")
                        .settings()
                        .cancelExceptions())
                .contains("com.acme.ClientAborted");
    }

    @Test
    void r13_itFlaps() throws IOException {
        CircuitBreakerSettings settings =
                breaker("It flaps: open, closed, open again").settings();
        assertThat(settings.successThreshold()).isEqualTo(5);
        assertThat(settings.resetTimeoutMultiplier()).isEqualTo(2);
    }

    @Test
    void r22_afterAnOutageEverybodyRushesIn() throws IOException {
        Breaker payments = breaker("After an outage everybody rushes in at once");
        failTimes(5, payments, new IOException("down"));
        pass(Duration.ofSeconds(31));
        payments.run(() -> {});
        payments.run(() -> {});
        pass(Duration.ofSeconds(15));
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            try {
                payments.run(() -> {});
                admitted++;
            } catch (CircuitOpenException rejected) {
                assertThat(rejected.breaker()).isEqualTo("payments");
            }
        }
        assertThat(admitted).isBetween(30, 70);
        pass(Duration.ofSeconds(16));
        payments.run(() -> {});
        assertThat(payments.state()).isEqualTo(State.CLOSED);
    }

    /** What a client library returns that keeps the headers. */
    public record Answer(int statusCode, HttpHeaders headers) {}

    @Test
    void r25_theServiceSaysHowLongToWait() throws Throwable {
        Breaker payments = breaker("The service says how long to wait");
        Answer answer = new Answer(503, HttpHeaders.of(Map.of("Retry-After", List.of("120")), (name, value) -> true));
        Condition condition = new Condition(
                definition("The service says how long to wait", "payments").errorWhen(), "");
        assertThat(condition.holds(answer)).isTrue();
        for (int i = 0; i < 5; i++) {
            payments.gate().exitWithError(payments.gate().enter(), "result.statusCode() == 503", answer);
        }
        assertThat(payments.metrics().retryAfter()).contains(Duration.ofMinutes(2));
    }

    @Test
    void r07_aProbeHangs() throws IOException {
        Breaker payments = breaker("A probe hangs, and nothing else is let through");
        failTimes(5, payments, new IOException("down"));
        pass(Duration.ofSeconds(31));
        var unused = payments.callAsync(CompletableFuture::new);
        assertThat(payments.state()).isEqualTo(State.HALF_OPEN);
        pass(Duration.ofSeconds(6));
        assertThatThrownBy(() -> payments.run(() -> {})).isInstanceOf(CircuitOpenException.class);
        assertThat(payments.state()).isEqualTo(State.OPEN);
    }

    @Test
    void r02_itIsSlowToSeeThatTheServiceIsBack() throws IOException {
        Breaker payments = breaker("It is slow to see that the service is back");
        failTimes(5, payments, new IOException("down"));
        pass(Duration.ofMillis(5_001));
        payments.run(() -> {});
        assertThat(payments.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aScheduledTaskStopsForGood() throws IOException {
        assertThat(definition("A scheduled task stops for good", "report").text(Setting.ON_OPEN))
                .isEqualTo("return null");
    }

    @Test
    void theProgramKnowsItsOwnException() throws IOException {
        assertThat(definition("The program knows its own exception for \"not available\"", "payments")
                        .text(Setting.ON_OPEN))
                .isEqualTo("throw com.acme.Unavailable");
    }

    @Test
    void oneHostNeedsOtherNumbers() throws IOException {
        var unused = breaker("One host needs other numbers", "http");
        assertThat(keyed("payments.example.com").resetTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(keyed("db.internal").errorThreshold()).hasValue(20);
        assertThat(keyed("acme.com").errorThreshold()).hasValue(5);
    }

    private CircuitBreakerSettings keyed(String key) {
        return registry.breaker(new BreakerId("http", Optional.of(key)), CircuitBreakerSettings.defaults())
                .settings();
    }

    @Test
    void r26_itMustStayOffOverARestart() throws IOException {
        assertThat(breaker("It must stay off over a restart").state()).isEqualTo(State.FORCED_OPEN);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static void failTimes(int times, Breaker breaker, Exception failure) {
        for (int i = 0; i < times; i++) {
            fail(breaker, failure);
        }
    }

    private static void fail(Breaker breaker, Exception failure) {
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    private Breaker breaker(String heading) throws IOException {
        return breaker(heading, blocks().get(heading).contains("breaker.report.") ? "report" : "payments");
    }

    private Breaker breaker(String heading, String name) throws IOException {
        var unused = new ConfiguredBreakers(
                registry, new Weaving(instrumentation(), Logs.nowhere(), registry, 0), configuration(heading));
        Breaker breaker = registry.find(BreakerId.of(name));
        assertThat(breaker).isNotNull();
        return breaker;
    }

    private static BreakerDefinition definition(String heading, String name) throws IOException {
        return configuration(heading).breaker(name);
    }

    private static Configuration configuration(String heading) throws IOException {
        String text = blocks().get(heading);
        assertThat(text).as(heading).isNotNull();
        String name = text.replaceAll("(?s)^.*?breaker\\.([a-z]+).*", "$1");
        String methods = text.contains(".methods") || text.contains(".client")
                ? ""
                : "breaker." + name + ".methods = com.acme.Client#call\n";
        Configuration read = new ConfigReader(Map.of(), Map.of()).read(methods + text, "f.properties");
        assertThat(read.problems()).as(heading).isEmpty();
        return read;
    }

    /** The blocks of the page, by the heading above them. */
    private static Map<String, String> blocks() throws IOException {
        Map<String, String> blocks = new TreeMap<>();
        String heading = "";
        StringBuilder block = null;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("^#+ ", "");
            } else if (line.startsWith(FENCE)) {
                if (block != null) {
                    blocks.put(heading, block.toString());
                }
                block = block == null ? new StringBuilder() : null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    /** Nothing is loaded yet. */
    private static Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                Instrumentation.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }
}
