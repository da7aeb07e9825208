package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.ExceptionCondition;
import io.fusebox.Mode;
import io.fusebox.Window;
import io.fusebox.agent.config.address.HttpAddress;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.source.Problem;
import io.fusebox.agent.config.value.Expression;
import io.fusebox.agent.config.value.OnOpen;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    Path folder;

    @Test
    void theExampleOfTheGuideIsUnderstood() {
        Configuration configuration = read("""
                # One breaker named "payments" around two methods
                breaker.payments.methods            = com.acme.PaymentClient#charge, com.acme.PaymentClient#refund(long, java.lang.String)
                breaker.payments.error-threshold    = 7
                breaker.payments.reset-timeout      = 1m30s
                breaker.payments.ignore-exceptions  = java.io.FileNotFoundException

                # One breaker per host around every implementation of an interface
                breaker.http.methods = com.acme.HttpGateway+#send(..)
                breaker.http.key     = arg0.uri().getHost()

                # For every breaker that does not say otherwise
                defaults.success-threshold = 3
                """);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("payments", "http");
        BreakerDefinition payments = configuration.breaker("payments");
        assertThat(payments.methods())
                .extracting(MethodPattern::toString)
                .containsExactly(
                        "com.acme.PaymentClient#charge", "com.acme.PaymentClient#refund(long, java.lang.String)");
        assertThat(payments.settings())
                .isEqualTo(CircuitBreakerSettings.builder()
                        .errorThreshold(7)
                        .resetTimeout(Duration.ofSeconds(90))
                        .ignoreExceptions(List.of("java.io.FileNotFoundException"))
                        .successThreshold(3)
                        .build());
        assertThat(payments.origin()).hasToString("fusebox.properties:2");
        assertThat(payments.keys()).isEmpty();
        assertThat(configuration.breaker("http").keys().get(0).root()).isEqualTo("arg0");
    }

    @Test
    void everySettingReachesItsBreaker() throws Exception {
        BreakerDefinition breaker = read("""
                breaker.b.error-threshold = off
                breaker.b.success-threshold = 3
                breaker.b.reset-timeout = 10s
                breaker.b.half-open-capacity = 4
                breaker.b.half-open-error-threshold = 5
                breaker.b.probe-timeout = off
                breaker.b.ignore-exceptions = a.B, c.D
                breaker.b.ignore-when = exception.code() < 500
                breaker.b.record-exceptions = e.F
                breaker.b.cancel-exceptions = none
                breaker.b.error-when = result == null
                breaker.b.error-rate-threshold = 50%
                breaker.b.slow-call-duration = 2s
                breaker.b.slow-call-rate-threshold = 12.5%
                breaker.b.window = 10s
                breaker.b.minimum-calls = 6
                breaker.b.reset-timeout-multiplier = 1.5
                breaker.b.reset-timeout-max = 1h
                breaker.b.reset-timeout-jitter = 10%
                breaker.b.key = this.url
                breaker.b.max-keys = 7
                breaker.b.on-open = throw a.B
                breaker.b.mode = observe
                """).breaker("b");

        assertThat(breaker.settings())
                .isEqualTo(CircuitBreakerSettings.builder()
                        .noErrorThreshold()
                        .successThreshold(3)
                        .resetTimeout(Duration.ofSeconds(10))
                        .halfOpenCapacity(4)
                        .halfOpenErrorThreshold(5)
                        .probeTimeout(CircuitBreakerSettings.FOREVER)
                        .ignoreExceptions(List.of("a.B", "c.D"))
                        .ignoreWhen(new ExceptionCondition("exception.code() < 500"))
                        .recordExceptions(List.of("e.F"))
                        .cancelExceptions(List.of())
                        .errorRateThreshold(50)
                        .slowCallDuration(Duration.ofSeconds(2))
                        .slowCallRateThreshold(12.5)
                        .window(new Window.Time(Duration.ofSeconds(10)))
                        .minimumCalls(6)
                        .resetTimeoutMultiplier(1.5)
                        .resetTimeoutMax(Duration.ofHours(1))
                        .resetTimeoutJitter(10)
                        .mode(Mode.OBSERVE)
                        .build());
        assertThat(breaker.errorWhen()).isEqualTo(Expression.condition("result == null"));
        assertThat(breaker.keys()).containsExactly(Expression.path("this.url"));
        assertThat(breaker.maxKeys()).isEqualTo(7);
        assertThat(breaker.onOpen()).isEqualTo(new OnOpen.ThrowClass("a.B"));
    }

    @Test
    void everyOptionReachesTheAgent() {
        assertThat(read("""
                        agent.mode = off
                        agent.strict = true
                        agent.reload-interval = off
                        agent.log = logs/fusebox.log
                        agent.logFormat = json
                        agent.stack-traces = on
                        agent.annotations = on
                        agent.jmx = read-only
                        agent.http = 0.0.0.0:9404
                        agent.http-token-file = /run/secrets/token
                        agent.micrometer = auto
                        agent.dump-classes = woven
                        """).agent())
                .isEqualTo(new AgentOptions(
                        Mode.OFF,
                        true,
                        null,
                        AgentOptions.LogTarget.FILE,
                        new File("logs/fusebox.log"),
                        AgentOptions.LogFormat.JSON,
                        true,
                        AgentOptions.Annotations.ON,
                        AgentOptions.Jmx.READ_ONLY,
                        new HttpAddress("0.0.0.0", 9404),
                        new File("/run/secrets/token"),
                        true,
                        new File("woven"),
                        null));
    }

    @Test
    void aDotInANameIsPartOfIt() {
        assertThat(read("breaker.pay.ments.v1.2.error-threshold = 3").breakers())
                .extracting(BreakerDefinition::name)
                .containsExactly("pay.ments.v1.2");
    }

    @Test
    void aBreakerWithAProblemIsLeftOutAndTheOthersWork() {
        Configuration configuration = read("""
                breaker.good.methods = a.B#c
                breaker.bad.methods = a.B#d
                breaker.bad.reset-timeout = 30
                breaker.misspelt.methods = a.B#e
                breaker.misspelt.eror-threshold = 3
                """);

        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("good");
        assertThat(configuration.leftOut()).containsExactly("bad", "misspelt");
        assertThat(configuration.breaker("bad")).isNull();
        assertThat(configuration.problems()).hasSize(2);
    }

    @Test
    void aBadDefaultLeavesOutTheBreakersThatNeedIt() {
        Configuration configuration = read("""
                defaults.reset-timeout = 30
                breaker.own.reset-timeout = 10s
                breaker.needs.methods = a.B#c
                """);

        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("own");
        assertThat(configuration.problems()).hasSize(1);
        assertThat(configuration.defaultsFor("code").settings()).isEqualTo(CircuitBreakerSettings.defaults());
    }

    @Test
    void aBreakerOfCodeHasTheDefaultsOfTheFile() {
        Configuration configuration = read("""
                defaults.error-threshold = 9
                defaults.on-open = return null
                defaults.slow-call-rate-threshold = 50%
                breaker.b.slow-call-duration = 1s
                """);

        assertThat(configuration.problems()).isEmpty();
        BreakerDefinition code = configuration.defaultsFor("code");
        assertThat(code.settings().errorThreshold()).hasValue(9);
        assertThat(code.settings().slowCallRateThreshold()).isEmpty();
        assertThat(code.onOpen()).isInstanceOf(OnOpen.ReturnLiteral.class);
        assertThat(configuration.breaker("b").settings().slowCallRateThreshold())
                .hasValue(50);
    }

    @Test
    void equalConfigurationsAreEqualWhereverTheyAreWritten() {
        BreakerDefinition one =
                read("breaker.b.key = arg0\nbreaker.b.methods = a.B#c(int)").breaker("b");
        BreakerDefinition other =
                read("\n\nbreaker.b.methods = a.B#c( int )\nbreaker.b.key=arg0").breaker("b");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(read("breaker.b.key = arg0").breaker("b"));
        assertThat(one)
                .isNotEqualTo(read("breaker.b.key = arg1\nbreaker.b.methods = a.B#c(int)")
                        .breaker("b"));
    }

    @Test
    void aProblemThatShowsLaterNamesWhereItIsWritten() {
        BreakerDefinition breaker = read("""
                defaults.on-open = return 5
                breaker.b.methods = a.B#c, \\
                    d.E#f
                """).breaker("b");

        assertThat(breaker.problem(Setting.ON_OPEN, "does not fit", "write null"))
                .hasToString("fusebox.properties:1: defaults.on-open = return 5: does not fit; write null");
        assertThat(breaker.problem(Setting.KEY, "does not fit", "write arg0"))
                .hasToString("fusebox.properties:2: breaker.b.key = none: does not fit; write arg0");
        assertThat(breaker.problem(breaker.methods().get(1), "is native", "name another"))
                .hasToString("fusebox.properties:3: breaker.b.methods = d.E#f: is native; name another");
    }

    @Test
    void aFileThatIsNotThereIsOneProblemAndNoBreakers() {
        File file = folder.resolve("missing.properties").toFile();
        Configuration configuration = new ConfigReader(
                        Map.of("fusebox.agent.strict", "true", "fusebox.breaker.b.methods", "a.B#c"), Map.of())
                .read(file);

        assertThat(configuration.isReadable()).isFalse();
        assertThat(configuration.breakers()).isEmpty();
        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        file + ": cannot be read: there is no such file; nothing is guarded until it can be read");
        assertThat(configuration.agent().strict()).isTrue();
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(new ConfigReader(Map.of(), Map.of()).read(folder.toFile()).problems())
                .extracting(Problem::what)
                .containsExactly("cannot be read: it is a directory");
    }

    @Test
    void aFileIsReadAsUtf8WithOrWithoutByteOrderMark() throws Exception {
        String text = "breaker.b.on-open = return \"gr\u00fc\u00dfe\"\n";
        BreakerDefinition plain = read(text.getBytes(StandardCharsets.UTF_8)).breaker("b");
        BreakerDefinition marked =
                read(("\ufeff" + text).getBytes(StandardCharsets.UTF_8)).breaker("b");

        assertThat(plain).isEqualTo(marked);
        assertThat(((OnOpen.ReturnLiteral) plain.onOpen()).literal().value()).isEqualTo("gr\u00fc\u00dfe");
    }

    @Test
    void bytesThatAreNotUtf8AreAProblemOnlyWhereTheyMatter() throws Exception {
        Configuration configuration =
                read("# gr\u00fcn\nbreaker.a.on-open = return \"gr\u00fcn\"\nbreaker.b.error-threshold = 3\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(configuration.breakers()).extracting(BreakerDefinition::name).containsExactly("b");
        assertThat(configuration.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.origin().line()).isEqualTo(2);
            assertThat(problem.what()).isEqualTo("has bytes that are not UTF-8");
        });
    }

    @Test
    void aFileInUtf16IsTold() throws Exception {
        assertThat(read("breaker.b.key = arg0".getBytes(StandardCharsets.UTF_16))
                        .problems())
                .extracting(Problem::what)
                .containsExactly("cannot be read: it is encoded in UTF-16");
    }

    @Test
    void anEmptyFileIsNoProblem() {
        Configuration configuration = read("");

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.breakers()).isEmpty();
        assertThat(configuration.isReadable()).isTrue();
    }

    @Test
    void namesBetweenBackTicksMayHaveWhatMeansSomethingElsewhere() {
        Configuration configuration = read("""
                breaker.a.methods = a.B#`c, d`, a.B#`e # f (`, a.B#g(a.`H, I`, int), \
                    a.B#`"`
                """);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.breaker("a").methods())
                .extracting(MethodPattern::toString)
                .containsExactly("a.B#`c, d`", "a.B#`e # f (`", "a.B#g(a.`H, I`, int)", "a.B#`\"`");
        assertThat(read("breaker.a.methods = a.B#`c, d.E#f\n").problems())
                .singleElement()
                .asString()
                .contains("has one back-tick without another");
    }

    @Test
    void exclusionsStandAnywhereInTheListAndAreNoPatternsOfTheirOwn() {
        BreakerDefinition breaker =
                read("breaker.a.methods = !a.internal.**, a.**#*, !a.B#c").breaker("a");

        assertThat(breaker.methods()).hasToString("[a.**#*]");
        assertThat(breaker.excludedMethods()).hasToString("[!a.internal.**#*, !a.B#c]");
        assertThat(breaker)
                .isNotEqualTo(read("breaker.a.methods = a.**#*, !a.B#c").breaker("a"));
        assertThat(breaker.problem(breaker.methods().get(0), "x", "y"))
                .hasToString("fusebox.properties:1: breaker.a.methods = a.**#*: x; y");
        assertThat(read("breaker.a.methods = !a.B#c").problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "fusebox.properties:1: breaker.a.methods = !a.B#c: names only what is left out; another pattern"
                                + " must name what is guarded, as in com.acme.**#*, !com.acme.internal.**");
    }

    private Configuration read(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("fusebox.properties"), bytes);
        return new ConfigReader(Map.of(), Map.of()).read(file.toFile());
    }

    private static Configuration read(String text) {
        return new ConfigReader(Map.of(), Map.of()).read(text, "fusebox.properties");
    }
}
