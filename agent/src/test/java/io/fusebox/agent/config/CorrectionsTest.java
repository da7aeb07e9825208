package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.foreign.ForeignSetting;
import io.fusebox.agent.config.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a problem says to write is accepted, and means what was meant. The test makes mistakes whose meaning it knows, reads
 * the problem, does what it says, and reads again.
 */
class CorrectionsTest {
    /** Ways to write the pattern {@code P.T#m}; P is a package, T a type, m a method. */
    static final List<String> ONE_METHOD = List.of(
            "P.T.m",
            "P.T::m",
            "P.T->m",
            "P.T:m",
            "P.T/m",
            "P.T m",
            "P.T #m",
            "P.T# m",
            "P.T # m",
            "P.T##m",
            "P.T[m]",
            "P.T{m}",
            "P.T#(m)",
            "P.T#{m}",
            "P.T#[m]",
            "'P.T#m'",
            "\"P.T#m\"",
            "\u201cP.T#m\u201d",
            "[P.T#m]",
            "{P.T#m}",
            "[\"P.T#m\"]",
            "-P.T#m",
            "- P.T#m",
            "* P.T#m",
            "P.T#m,",
            ",P.T#m",
            "P.T#m;",
            "P.T#m:java.lang.String",
            "P.T#m : void",
            "public P.T#m",
            "public static void P.T.m",
            "P.T<java.lang.String>#m",
            "P.T<K, V>#m",
            "P.T#<R>m",
            "at P.T.m(T.java:12)",
            "at app//P.T.m(T.java:12)",
            "app//P.T#m",
            "java.base/P.T.m(T.java:1)",
            "app/mod@1.0/P.T.m(Native Method)",
            "P.T.m(Unknown Source)",
            "at P.T.m(T.kt:3) ~[lib-1.0.jar:1.0]",
            "P.T[]#m",
            "P.T#m[]",
            "P.T#m+",
            "P.T.java#m",
            "P.T.class#m",
            "P.T.java.m",
            "^P.T#m$",
            "P\\\\.T#m",
            "P\\\\.T\\\\.m",
            "method P.T#m",
            "fun P.T.m",
            "P.T#m(",
            "P.T;#m",
            "class P.T#m",
            "P.T.m:12",
            "execution(* P.T.m)",
            "P.T#m#");

    /** Ways to write {@code P.T#m(long, java.lang.String)}. */
    static final List<String> WITH_PARAMETERS = List.of(
            "P.T.m(long, java.lang.String)",
            "P.T#m(long, String)",
            "P.T#m(long,java.lang.string)",
            "P.T#m(long id, String name)",
            "P.T#m(final long id, final java.lang.String name)",
            "P.T#m(JLjava/lang/String;)V",
            "P.T#m(JLjava/lang/String;)",
            "P.T.m(JLjava/lang/String;)Ljava/util/List;",
            "LQ/T;->m(JLjava/lang/String;)V",
            "Q/T.m(JLjava/lang/String;)V",
            "Q/T#m(long, String)",
            "public void P.T.m(long id, String name) throws java.io.IOException",
            "P.T#m(long, java.lang.String) throws IOException",
            "P.T#m(long, java.lang.String): void",
            "P.T#m((long, java.lang.String))",
            "P.T#m (long, @NonNull String)",
            "P.T::m(long, String)",
            "P.T#m(id: long, name: String)",
            "execution(* P.T.m(long, String))",
            "P.T#m(long, java.lang.String",
            "P.T#m(long, java.lang.String) {",
            "public java.util.List<java.lang.String> P.T.m(long id, String name)");

    /** A text, a bar, the list of patterns that it means. */
    static final List<String> OTHERS = List.of(
            "P.T|P.T#*",
            "P.T+|P.T+#*",
            "P.T#|P.T#*",
            "P.T.*|P.T#*",
            "P.*|P.*#*",
            "P.|P.**#*",
            "P.**|P.**#*",
            "P.*.m|P.*#m",
            "P.*.*|P.*#*",
            "P|P.**#*",
            "P..*|P.**#*",
            "Q/*|P.*#*",
            "*|**#*",
            "P.T.Inner.m|P.T$Inner#m",
            "P.T.Inner|P.T$Inner#*",
            "P.T+.m|P.T+#m",
            "P.T++#m|P.T+#m",
            "P.T+#m+|P.T+#m",
            "P.T#**|P.T#*",
            "P.T#m.*|P.T#m*",
            "P.T#m?|P.T#m*",
            "P.***.T#m|P.**.T#m",
            "P..T#m|P.**.T#m",
            "P.T[m, n]|P.T#m, P.T#n",
            "P.T[m,n](int)|P.T#m(int), P.T#n(int)",
            "P.T#m, n|P.T#m, P.T#n",
            "P.T#m|n|P.T#m, P.T#n",
            "P.T#(m|n)|P.T#m, P.T#n",
            "P.T#{m, n}|P.T#m, P.T#n",
            "[P.T#m, P.U#n]|P.T#m, P.U#n",
            "P.T#m; P.U#n|P.T#m, P.U#n",
            "P.T#m,,P.U#n|P.T#m, P.U#n",
            "P.T#m P.U#n|P.T#m, P.U#n",
            "'P.T#m', 'P.U#n'|P.T#m, P.U#n",
            "[\"P.T#m\", \"P.U#n\"]|P.T#m, P.U#n",
            "P.T#m | P.U#n|P.T#m, P.U#n",
            "P.T.m, P.U#n|P.T#m, P.U#n",
            "P.T#m(int) P.U#n|P.T#m(int), P.U#n",
            "P.T#m(*)|P.T#m(..)",
            "P.T#m(int, ..)|P.T#m(..)",
            "P.T#m(...)|P.T#m(..)",
            "P.T#m(void)|P.T#m()",
            "P.T#m()V|P.T#m()",
            "P.T#m(int,)|P.T#m(int)",
            "P.T#m(integer)|P.T#m(int)",
            "P.T#m(String... names)|P.T#m(java.lang.String[])",
            "P.T#m(int[] a, long b[])|P.T#m(int[], long[])",
            "P.T#m(java.util.Map<String, List<String>> map)|P.T#m(java.util.Map)",
            "P.T#m([Ljava/lang/String;[[I)V|P.T#m(java.lang.String[], int[][])",
            "P.T#m(List<String>)|P.T#m(java.util.List)",
            "execution(* P.T.*(..))|P.T#*(..)",
            "execution(public * P..T.m(..))|P.**.T#m(..)",
            "execution(* P..*.*(..))|P.**#*(..)",
            "within(P.T)|P.T#*",
            "within(P..*)|P.**#*",
            "@annotation(P.A)|**#@P.A",
            "@within(P.A)|@P.A#*",
            "@P.A|@P.A#*",
            "@P.A+#m|@P.A#m",
            "execution(* *(..)) |",
            "src/main/java/Q/T.java|P.T#*",
            "interface P.T|P.T#*",
            "P.T#m, P.T#m(String)|P.T#m, P.T#m(java.lang.String)",
            "P.*#*, !P.T.m|P.*#*, !P.T#m",
            "P.*#*, !P.T::m|P.*#*, !P.T#m",
            "P.*#*; !P.T#m|P.*#*, !P.T#m",
            "P.*#*, ! P.T|P.*#*, !P.T",
            "P.*#*, -P.T#m|P.*#*, !P.T#m",
            "-P.T#m, -P.U#n|P.T#m, P.U#n",
            "P.*#*, !Q/T|P.*#*, !P.T#*");

    static final List<String> NAMES =
            List.of("com.acme|PaymentClient|fetch", "org.x.y1|T|m", "io.a_b|Gr\u00f6\u00dfe2|doIt$1");

    @ParameterizedTest
    @FieldSource("NAMES")
    void aPatternInAnotherNotationIsCorrected(String names) {
        List<String> wrong = new ArrayList<>();
        for (String way : ONE_METHOD) {
            check(wrong, "breaker.b.methods = ", filled(way, names), "breaker.b.methods = " + filled("P.T#m", names));
        }
        for (String way : WITH_PARAMETERS) {
            check(
                    wrong,
                    "breaker.b.methods = ",
                    filled(way, names),
                    "breaker.b.methods = " + filled("P.T#m(long, java.lang.String)", names));
        }
        for (String way : OTHERS) {
            int bar = way.lastIndexOf('|');
            if (bar < way.length() - 1) {
                check(
                        wrong,
                        "breaker.b.methods = ",
                        filled(way.substring(0, bar), names),
                        "breaker.b.methods = " + filled(way.substring(bar + 1), names));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "error-threshold          | 5    | 5.0 ~ +5 ~ 0x5 ~ 5e0 ~ 0b101 ~ 05 ~ 5L ~ 5 errors ~ \"5\" ~ '5' ~ [5] ~ 5_ ~ \uff15 ~ \u0665 ~ 5f",
                "error-threshold          | 1000 | 1_000 ~ 1e3 ~ 1'000 ~ 1000.0 ~ 0x3e8 ~ +1000",
                "error-threshold          | 10   | 1e1 ~ 10.00 ~ 10 calls ~ 0xA",
                "error-threshold          | off  | OFF ~ none ~ disabled ~ false ~ 0 ~ never ~ -1 ~ unlimited",
                "reset-timeout            | 30s  | PT30S ~ pt30s ~ 30 ~ 30 s ~ 30 seconds ~ 30S ~ 30sec ~ 00:00:30 ~ 0.5m ~ 30000 ~ 30000 ms ~ 30.0s ~ \"30s\" ~ 0.5 min ~ Duration.ofSeconds(30) ~ 30 SECONDS ~ \uff13\uff10s ~ 30_000ms",
                "reset-timeout            | 1h30m | 1h30 ~ 1h 30m ~ 90 min ~ PT1H30M ~ 1.5h ~ 01:30:00 ~ 1 hour 30 minutes ~ 30m1h ~ 5400000 ~ 1h, 30m",
                "reset-timeout            | 24h  | 1d ~ 1 day ~ P1D ~ 24 hours ~ 1440 minutes",
                "reset-timeout            | 250ms | 250 ms ~ 0.25s ~ 250 millis ~ PT0.25S ~ 250000us",
                "probe-timeout            | off  | OFF ~ none ~ disabled ~ never ~ false ~ infinite",
                "error-rate-threshold     | 50%  | 50 ~ 50f ~ 0.5 ~ .5 ~ 50 % ~ 50 percent ~ 50pct ~ %50 ~ 50\uff05 ~ 50.0 ~ 5e1 ~ +50% ~ \uff15\uff10% ~ 50\u066a ~ \"50%\" ~ 0x32",
                "error-rate-threshold     | 12.5% | 12.5 ~ 12,5% ~ 0.125 ~ 12.5 % ~ 12.50 percent",
                "reset-timeout-jitter     | 10%  | 10 ~ 0.1 ~ 10 percent",
                "reset-timeout-multiplier | 1.5  | 1,5 ~ x1.5 ~ 1.5x ~ 150% ~ 1.5f ~ +1.5 ~ 15e-1",
                "window                   | 10 calls | 10 ~ 10calls ~ 10 requests ~ last 10 calls ~ 10 invocations ~ 0xA ~ \"10 calls\"",
                "window                   | 10s  | 10 s ~ PT10S ~ 10 seconds ~ 10sec",
                "minimum-calls            | 20   | 20 calls ~ 20.0 ~ +20",
                "mode                     | enforce | ENFORCE ~ true ~ on ~ enabled ~ enforced ~ enforcing",
                "mode                     | observe | Observe ~ observed ~ dry-run ~ monitor ~ obsrve",
                "mode                     | off  | OFF ~ false ~ disabled ~ none",
                "max-keys                 | 5    | 5.0 ~ +5 ~ 0x5",
                "ignore-exceptions        | java.io.IOException | IOException ~ java.io.IOException.class ~ java/io/IOException ~ class java.io.IOException ~ [java.io.IOException] ~ \"java.io.IOException\" ~ java.io.IOExeption ~ java.io.ioexception ~ Ljava/io/IOException; ~ java.lang.IOException ~ java.io.IOException+ ~ new java.io.IOException() ~ java.io.IOException: Broken pipe ~ throws java.io.IOException ~ java.io.IOException::class",
                "ignore-exceptions        | com.acme.Outer$Inner | com.acme.Outer.Inner ~ com.acme.Outer#Inner ~ com/acme/Outer$Inner ~ com.acme.Outer.Inner.class",
                "record-exceptions        | java.net.SocketTimeoutException | SocketTimeoutException ~ java.net.SocketTimeOutException ~ java.net.SocketTimeoutExcepton ~ sockettimeoutexception",
                "record-exceptions        | org.springframework.web.client.HttpServerErrorException | HttpServerErrorException",
                "on-open                  | return null | null ~ return ~ return NULL ~ return nil ~ nothing ~ returns null ~ return null; ~ return: null",
                "on-open                  | return \"x\" | return 'x' ~ \"x\" ~ 'x' ~ return \"x ~ return \u201cx\u201d",
                "on-open                  | return 99999999999L | return 99999999999 ~ 99999999999",
                "on-open                  | return List.of | return [] ~ return Collections.emptyList() ~ List.of() ~ return emptyList()",
                "on-open                  | call fallback | fallback() ~ call fallback() ~ call this.fallback() ~ call com.acme.T#fallback ~ fallback fallback ~ call this::fallback ~ invoke fallback",
                "on-open                  | throw com.acme.Down | throw new com.acme.Down() ~ throw new com.acme.Down(\"no\"); ~ throws com.acme.Down ~ throw com.acme.Down.class ~ throw com/acme/Down",
                "on-open                  | throw java.lang.IllegalStateException | throw IllegalStateException ~ IllegalStateException ~ throw new IllegalStateException(\"x\")",
                "error-when               | result == null | result = null ~ result === null ~ result is null ~ isNull(result) ~ r -> r == null ~ result == NULL ~ == null ~ response == null ~ #result == null ~ #{result == null} ~ it == null ~ result == null;",
                "error-when               | result.statusCode() >= 500 | statusCode() >= 500 ~ result.statusCode() => 500 ~ r -> r.statusCode() >= 500 ~ response.statusCode() >= 500 ~ #result.statusCode() >= 500 ~ result?.statusCode() >= 500",
                "error-when               | result.name() == \"a=b or c\" | result.name() = \"a=b or c\" ~ result.name() == 'a=b or c'",
                "ignore-when              | exception.getStatusCode() < 500 | e.getStatusCode() < 500 ~ getStatusCode() < 500 ~ ex -> ex.getStatusCode() < 500 ~ t.getStatusCode() < 500 ~ result.getStatusCode() < 500 ~ #exception.getStatusCode() < 500",
                "ignore-when              | exception is java.io.IOException | exception is IOException ~ e is IOException ~ e is java.io.IOException ~ exception instanceof java.io.IOException ~ e instanceof IOException",
                "ignore-when              | !exception is java.io.IOException | NOT exception is java.io.IOException ~ not exception is java.io.IOException",
                "ignore-when              | exception.getMessage() startsWith \"card starts with\" | exception.getMessage() startswith \"card starts with\" ~ exception.getMessage() StartsWith 'card starts with' ~ e.getMessage() starts_with \"card starts with\"",
                "ignore-when              | exception.getMessage() matches \"a.*\" | exception.getMessage() =~ \"a.*\" ~ exception.getMessage() match 'a.*'",
                "state                    | forced-open | open ~ OPEN ~ opened ~ FORCED_OPEN ~ force-open ~ forcedopen",
                "state                    | forced-closed | closed ~ close ~ FORCED_CLOSED ~ force-closed",
                "key                      | arg0 | 0 ~ args[0] ~ #arg0 ~ p0 ~ #p0 ~ a0 ~ $0 ~ param0 ~ args0 ~ arg0; ~ arg[0] ~ #root.args[0]",
                "key                      | arg1.uri().getHost() | args[1].uri().getHost() ~ p1.uri().getHost() ~ arg1?.uri().getHost() ~ #{arg1.uri().getHost()}",
                "key                      | this.url | url ~ this->url ~ self.url ~ #this.url",
            })
    void aValueInAnotherNotationIsCorrected(String setting, String meant, String ways) {
        List<String> wrong = new ArrayList<>();
        for (String way : ways.split(" ~ ", -1)) {
            String key = "breaker.b." + setting + " = ";
            check(wrong, key, way, key + meant);
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "breaker.b.error-threshold = 50%                                      | breaker.b.error-rate-threshold = 50%",
                "breaker.b.sliding-window-size = 10                                   | breaker.b.window = 10 calls",
                "breaker.b.slidingWindowSize = 10                                     | breaker.b.window = 10 calls",
                "resilience4j.circuitbreaker.instances.b.failureRateThreshold = 50    | breaker.b.error-rate-threshold = 50%",
                "resilience4j.circuitbreaker.instances.b.ignore-exceptions[0] = java.io.IOException | breaker.b.ignore-exceptions = java.io.IOException",
                "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state = 5000 | defaults.reset-timeout = 5s",
                "breaker.b.wait-duration-in-open-state = 10s                          | breaker.b.reset-timeout = 10s",
                "breaker.b.waitDurationInOpenState = PT10S                            | breaker.b.reset-timeout = 10s",
                "breaker.b.slow-call-duration-threshold = 2000                        | breaker.b.slow-call-duration = 2s",
                "hystrix.command.b.circuitBreaker.sleepWindowInMilliseconds = 5000    | breaker.b.reset-timeout = 5s",
                "hystrix.command.b.circuitBreaker.errorThresholdPercentage = 50       | breaker.b.error-rate-threshold = 50%",
                "hystrix.command.default.circuitBreaker.requestVolumeThreshold = 20   | defaults.minimum-calls = 20",
                "hystrix.command.b.metrics.rollingStats.timeInMilliseconds = 10000    | breaker.b.window = 10s",
                "com.acme.b/fetch/CircuitBreaker/delay = 5000                         | breaker.b-fetch.reset-timeout = 5s",
                "com.acme.b/CircuitBreaker/failureRatio = 0.75                        | breaker.b.error-rate-threshold = 75%",
                "CircuitBreaker/delay = 5000                                          | defaults.reset-timeout = 5s",
                "breaker.b.skipOn = java.io.IOException.class                         | breaker.b.ignore-exceptions = java.io.IOException",
                "breaker.b.failOn = IOException                                       | breaker.b.record-exceptions = java.io.IOException",
                "breaker.b.exclude-exceptions = java.io.IOException                   | breaker.b.ignore-exceptions = java.io.IOException",
                "breaker.b.timeWindow = 10                                            | breaker.b.reset-timeout = 10s",
                "breaker.b.minRequestAmount = 5                                       | breaker.b.minimum-calls = 5",
                "breaker.b.slowRatioThreshold = 0.2                                   | breaker.b.slow-call-rate-threshold = 20%",
                "breaker.b.statIntervalMs = 10000                                     | breaker.b.window = 10s",
                "breaker.b.breakDuration = 00:00:30                                   | breaker.b.reset-timeout = 30s",
                "breaker.b.samplingDuration = 00:00:10                                | breaker.b.window = 10s",
                "breaker.b.minimumThroughput = 8                                      | breaker.b.minimum-calls = 8",
                "breaker.b.exceptionsAllowedBeforeBreaking = 3                        | breaker.b.error-threshold = 3",
                "breaker.b.reset-timeout-ms = 30000                                   | breaker.b.reset-timeout = 30s",
                "breaker.b.resetTimeoutMillis = 250                                   | breaker.b.reset-timeout = 250ms",
                "breaker.b.reset-timeout-seconds = 30                                 | breaker.b.reset-timeout = 30s",
                "breaker.b.enabled = false                                            | breaker.b.mode = off",
                "breaker.b.disabled = true                                            | breaker.b.mode = off",
                "breaker.b.fallback-method = spare                                    | breaker.b.on-open = call spare",
                "breaker.b.max-failures = 4                                           | breaker.b.error-threshold = 4",
                "breaker.b.failure-threshold = 4                                      | breaker.b.error-threshold = 4",
                "breaker.b.pattern = com.acme.T.fetch                                 | breaker.b.methods = com.acme.T#fetch",
                "breaker.b\u200b.mode = observe                                     | breaker.b.mode = observe",
                "breaker.b.error\u2013threshold = 4                                 | breaker.b.error-threshold = 4",
                "breaker.b.error-\u00adthreshold = 4                                | breaker.b.error-threshold = 4",
            })
    void aKeyOfAnotherLibraryIsAnsweredWithOurs(String line, String meant) {
        int equals = line.indexOf(" = ");
        List<String> wrong = new ArrayList<>();
        check(wrong, line.substring(0, equals + 3), line.substring(equals + 3), meant);
        assertThat(wrong).isEmpty();
    }

    @Test
    void wordsForAndAndOrAreCorrected() {
        List<String> wrong = new ArrayList<>();
        for (String way : List.of(
                "result == null or result.ok() == false",
                "result == null | result.ok() == false",
                "result is null OR result.ok() = false",
                "r -> r == null || r.ok() == false")) {
            check(
                    wrong,
                    "breaker.b.error-when = ",
                    way,
                    "breaker.b.error-when = result == null || result.ok() == false");
        }
        assertThat(wrong).isEmpty();
    }

    /** Whatever is written for it: never the list of all keys, and what it says to write is accepted. */
    @Test
    void everyKeyOfAnotherLibraryHasAnAnswer() {
        for (Map.Entry<String, ForeignSetting> row : ForeignSetting.table().entrySet()) {
            for (String value : List.of("5", "50", "0.5", "10s", "true", "java.io.IOException", "com.acme.T#m")) {
                String line = "breaker.b." + row.getKey() + " = " + value;
                Problem problem = onlyProblem(line);
                String instead = problem.instead();
                assertThat(instead).as(line).doesNotContain("one of");
                if (instead.startsWith("write ")) {
                    String key = instead.substring("write ".length());
                    assertThat(key).as(line).startsWith("breaker.b." + row.getValue().key);
                    if (key.contains(" = ")) {
                        // Who is like another needs the other.
                        String other = "\nbreaker." + key.substring(key.indexOf(" = ") + 3) + ".mode = off";
                        String all = key.contains(".like = ") ? key + other : key;
                        assertThat(read(all).problems()).as(line + " -> " + key).isEmpty();
                    }
                } else {
                    assertThat(row.getValue().key).as(line + ": " + instead).isNull();
                }
            }
        }
    }

    /** Several mistakes at once: the meaning may be lost, but what a problem says to write is accepted. */
    @Test
    void whateverIsWrittenACorrectionIsAccepted() {
        Random random = new Random(17);
        String pieces = "abTU19.,;:#*+()[]{}<>|/\\-!@'\"`$%= \u200b\u00a0\uff05\u2013_?&^~";
        int corrected = 0;
        for (int i = 0; i < 20_000; i++) {
            Setting[] settings = Setting.all();
            Setting setting = settings[random.nextInt(settings.length)];
            StringBuilder value = new StringBuilder(setting.type().example());
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(value.length() + 1);
                if (random.nextBoolean() || at == value.length()) {
                    value.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                } else {
                    value.deleteCharAt(at);
                }
            }
            String key = (setting.ofAgent() ? setting.scope() : "breaker.b.") + setting.key();
            String json = "{\"" + key + "\": \""
                    + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
            List<Problem> problems =
                    new ConfigReader(Map.of(), Map.of()).read(json, "f.json").problems();
            for (Problem problem : problems) {
                String instead = problem.instead();
                if (instead.startsWith("write ")
                        && problems.size() == 1
                        && !setting.type().isList()) {
                    corrected++;
                    String again = instead.substring("write ".length());
                    if (again.startsWith("breaker.")) {
                        continue;
                    }
                    assertThat(ValueProblems.isAccepted(setting, again))
                            .as(json + " -> " + again)
                            .isTrue();
                }
            }
        }
        assertThat(corrected).isGreaterThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P.T#<init>",
                "P.T#new",
                "P.T#<clinit>",
                "new P.T()",
                "m",
                "#m",
                "P.T#m#n",
                "!",
                "P.T!#m",
                "@",
                "@#m",
                "bean(x)",
                "&&",
                "P.T#m \u2192 x"
            })
    void whereNothingIsKnownOfWhatWasMeantItSaysWhatAPatternLooksLike(String pattern) {
        Problem problem = onlyProblem("breaker.b.methods = " + filled(pattern, NAMES.get(0)));

        assertThat(problem.instead()).doesNotStartWith("write");
    }

    private static String filled(String way, String names) {
        String[] words = names.split("\\|", -1);
        return way.replace("LQ/", "L" + words[0].replace('.', '/') + "/")
                .replaceAll("\\bP\\b", words[0].replace("$", "\\$"))
                .replaceAll("\\bQ\\b", words[0].replace('.', '/'))
                .replaceAll("\\bT\\b", words[1])
                .replaceAll("\\bm\\b", words[2].replace("$", "\\$"));
    }

    /** Follows what the problems of a line say until there are no more, and compares with the line that was meant. */
    static void check(List<String> wrong, String key, String value, String meant) {
        String line = key + value;
        List<String> steps = new ArrayList<>(List.of(line));
        for (int i = 0; i < 3 && !read(line).problems().isEmpty(); i++) {
            Problem problem = read(line).problems().get(0);
            String instead = problem.instead();
            if (!instead.startsWith("write ")) {
                break;
            }
            String text = instead.substring("write ".length());
            boolean aboutValue = !text.startsWith("breaker.") && !text.startsWith("defaults.");
            line = aboutValue
                    ? line.replaceFirst(
                            "(?<=[ ,])" + Pattern.quote(written(problem.value())) + "(?=,|$)",
                            Matcher.quoteReplacement(text))
                    : text.contains(" = ") ? text : text + line.substring(line.indexOf(" = "));
            steps.add(line);
        }
        List<Problem> problems = read(line).problems();
        if (!problems.isEmpty()) {
            wrong.add("not accepted: " + steps + problems);
        } else if (!meaning(line).equals(meaning(meant))) {
            wrong.add("another meaning: " + steps + ", meant: " + meant);
        }
    }

    /** A value as it stands in a properties file. */
    private static String written(String value) {
        return value.replace("\\", "\\\\");
    }

    private static List<Object> meaning(String line) {
        Configuration configuration = read(line);
        List<Object> meaning = new ArrayList<>();
        for (BreakerDefinition breaker : configuration.breakers()) {
            meaning.add(breaker.name());
            meaning.add(breaker.settings());
            meaning.add(breaker.methods());
            meaning.add(breaker.excludedMethods());
            meaning.add(breaker.onOpen().toString());
            meaning.add(String.valueOf(breaker.errorWhen()));
            meaning.add(String.valueOf(breaker.keys()));
            meaning.add(breaker.maxKeys());
            meaning.add(breaker.ofKeys());
        }
        meaning.add(configuration.defaultsFor("x").settings());
        return meaning;
    }

    static Problem onlyProblem(String line) {
        List<Problem> problems = read(line).problems();
        assertThat(problems).as(line).isNotEmpty();
        return problems.get(0);
    }

    private static Configuration read(String line) {
        // A rate of slow calls needs to know which calls are slow.
        String slow = line.contains("slow") ? "defaults.slow-call-duration = 1s\n" : "";
        slow += line.startsWith("breaker.b.reset-timeout-max") ? "defaults.reset-timeout = 1ms\n" : "";
        slow += line.contains("[") || line.contains("keys") ? "breaker.b.key = arg0\n" : "";
        slow += line.matches("breaker\\.b\\.(like|extends|inherit|parent|base) .*")
                ? "breaker.c.error-threshold = 7\n"
                : "";
        return new ConfigReader(Map.of(), Map.of()).read(line + "\n" + slow, "fusebox.properties");
    }
}
