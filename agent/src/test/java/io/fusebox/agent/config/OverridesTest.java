package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.config.source.Problem;
import java.io.File;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private static final String FILE = """
            breaker.pay-ments.error-threshold = 3
            defaults.error-threshold = 2
            breaker.http.methods = a.B#c
            """;

    @Test
    void theFileAloneSaysBreakerBeforeDefaultsBeforeBuiltIn() {
        assertThat(threshold(read(FILE, Map.of(), Map.of()), "pay-ments")).isEqualTo(3);
        assertThat(threshold(read(FILE, Map.of(), Map.of()), "http")).isEqualTo(2);
        assertThat(threshold(read("breaker.http.methods = a.B#c", Map.of(), Map.of()), "http"))
                .isEqualTo(5);
    }

    @Test
    void theEnvironmentIsStrongerThanTheFile() {
        Map<String, String> environment = Map.of("FUSEBOX_BREAKER_PAY_MENTS_ERROR_THRESHOLD", "4");

        assertThat(threshold(read(FILE, Map.of(), environment), "pay-ments")).isEqualTo(4);
        assertThat(threshold(read(FILE, Map.of(), environment), "http")).isEqualTo(2);
    }

    @Test
    void aSystemPropertyIsStrongerThanTheEnvironment() {
        Map<String, String> environment = Map.of("FUSEBOX_BREAKER_PAY_MENTS_ERROR_THRESHOLD", "4");
        Map<String, String> properties = Map.of("fusebox.breaker.pay-ments.errorThreshold", "6");

        assertThat(threshold(read(FILE, properties, environment), "pay-ments")).isEqualTo(6);
    }

    @Test
    void anOverriddenDefaultIsStillWeakerThanTheBreaker() {
        Configuration configuration = read(
                FILE,
                Map.of("fusebox.defaults.error-threshold", "9"),
                Map.of("FUSEBOX_DEFAULTS_SUCCESS_THRESHOLD", "8"));

        assertThat(threshold(configuration, "pay-ments")).isEqualTo(3);
        assertThat(threshold(configuration, "http")).isEqualTo(9);
        assertThat(configuration.breaker("http").settings().successThreshold()).isEqualTo(8);
    }

    @Test
    void theAgentsOptionsAreOverriddenLikewise() {
        Configuration configuration = read(
                "agent.jmx = off", Map.of("fusebox.agent.jmx", "read-only"), Map.of("FUSEBOX_AGENT_STRICT", "true"));

        assertThat(configuration.agent().jmx()).isEqualTo(AgentOptions.Jmx.READ_ONLY);
        assertThat(configuration.agent().strict()).isTrue();
    }

    @Test
    void aSystemPropertyMayMakeABreakerThatTheFileDoesNotHave() {
        Configuration configuration = read("", Map.of("fusebox.breaker.new.methods", "a.B#c"), Map.of());

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.breaker("new").methods()).hasSize(1);
        assertThat(configuration.breaker("new").origin()).hasToString("-Dfusebox.breaker.new.methods");
    }

    @Test
    void aGoodOverrideRescuesABreakerWhoseFileHasAProblem() {
        Configuration configuration =
                read("breaker.b.reset-timeout = 30", Map.of("fusebox.breaker.b.reset-timeout", "10s"), Map.of());

        assertThat(configuration.problems()).hasSize(1);
        assertThat(configuration.breaker("b").settings().resetTimeout()).hasSeconds(10);
    }

    @Test
    void aProblemNamesTheOverrideInPlaceOfTheLine() {
        Configuration configuration = read(
                FILE,
                Map.of("fusebox.breaker.http.reset-timeout", "30", "fusebox.agent.strickt", "true"),
                Map.of("FUSEBOX_BREAKER_PAY_MENTS_WINDOW", "9"));

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "-Dfusebox.agent.strickt: agent.strickt = true: unknown key; write agent.strict",
                        "-Dfusebox.breaker.http.reset-timeout: breaker.http.reset-timeout = 30: has no unit; write 30s",
                        "environment FUSEBOX_BREAKER_PAY_MENTS_WINDOW: breaker.pay-ments.window = 9: is neither a number"
                                + " of calls nor a duration: 9s would be accepted, too; write 9 calls");
        assertThat(configuration.leftOut()).containsExactly("pay-ments", "http");
    }

    @Test
    void theSamePropertyInTwoSpellingsIsADuplicate() {
        Configuration configuration = read(
                "",
                Map.of("fusebox.breaker.b.error-threshold", "1", "fusebox.breaker.b.errorThreshold", "2"),
                Map.of());

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "-Dfusebox.breaker.b.errorThreshold: breaker.b.errorThreshold = 2: duplicate key, set by"
                                + " -Dfusebox.breaker.b.error-threshold already as breaker.b.error-threshold; remove one of"
                                + " the two");
    }

    @Test
    void aVariableThatNoSettingHasIsTheNoteOfAStrangerAndNoProblem() {
        Configuration configuration = read(FILE, Map.of(), Map.of("FUSEBOX_PORT", "tcp://10.0.0.1:80", "PATH", "/bin"));

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.notes())
                .containsExactly("environment FUSEBOX_PORT: stands for no setting of this configuration; not used");
    }

    @Test
    void aVariableThatFitsTwoBreakersIsUsedForNeither() {
        Configuration configuration = read(
                "breaker.a-b.error-threshold = 1\nbreaker.a.b.error-threshold = 2",
                Map.of(),
                Map.of("FUSEBOX_BREAKER_A_B_ERROR_THRESHOLD", "3"));

        assertThat(configuration.problems())
                .extracting(Problem::toString)
                .containsExactly("environment FUSEBOX_BREAKER_A_B_ERROR_THRESHOLD: breaker.a-b.error-threshold = 3: may"
                        + " also stand for breaker.a.b.error-threshold; not used; set"
                        + " -Dfusebox.breaker.a-b.error-threshold instead");
        assertThat(threshold(configuration, "a-b")).isEqualTo(1);
        assertThat(threshold(configuration, "a.b")).isEqualTo(2);
    }

    @Test
    void whatNamesTheFileIsNoSetting() {
        Configuration configuration =
                read(FILE, Map.of("fusebox.config", "x.properties"), Map.of("FUSEBOX_CONFIG", "y.properties"));

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.notes()).isEmpty();
    }

    @Test
    void systemPropertiesThatAreNoTextsDoNotMatter() {
        Properties properties = new Properties();
        properties.put("fusebox.breaker.b.mode", 5);
        properties.put(7, "seven");
        properties.setProperty("fusebox.breaker.http.error-threshold", "6");

        assertThat(threshold(new ConfigReader(properties, Map.of()).read(FILE, "f.properties"), "http"))
                .isEqualTo(6);
    }

    @Test
    void aVariableThatNamesMethodsSetsUpABreaker() {
        Configuration configuration = read(
                FILE,
                Map.of(),
                Map.of(
                        "FUSEBOX_BREAKER_EU_MAIL_METHODS", "a.B#c",
                        "FUSEBOX_BREAKER_EU_MAIL_ERROR_THRESHOLD", "7",
                        "FUSEBOX_BREAKER_HTTP_METHODS", "d.E#f"));

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.notes()).isEmpty();
        assertThat(threshold(configuration, "eu-mail")).isEqualTo(7);
        assertThat(configuration.breaker("http").methods()).hasToString("[d.E#f]");
        assertThat(configuration.breakers()).hasSize(3);
    }

    @Test
    void withoutAFileTheOverridesAreTheConfiguration() {
        File file = new File("fusebox.properties");
        Configuration overridden = new ConfigReader(
                        Map.of("fusebox.breaker.b.methods", "a.B#c"), Map.of("FUSEBOX_AGENT_STRICT", "true"))
                .withoutFile(file, "there is no such file", "nothing is guarded");
        Configuration nothing = new ConfigReader(Map.of("fusebox.agent.strict", "true"), Map.of())
                .withoutFile(file, "there is no such file", "nothing is guarded");

        assertThat(overridden.problems()).isEmpty();
        assertThat(overridden.breaker("b").methods()).hasSize(1);
        assertThat(overridden.agent().strict()).isTrue();
        assertThat(overridden.file()).isEqualTo("system properties and environment");
        assertThat(nothing.problems())
                .extracting(Problem::toString)
                .containsExactly("fusebox.properties: cannot be read: there is no such file; nothing is guarded");
        assertThat(nothing.isReadable()).isFalse();
    }

    private static int threshold(Configuration configuration, String breaker) {
        assertThat(configuration.breaker(breaker))
                .as("%s", configuration.problems())
                .isNotNull();
        return configuration.breaker(breaker).settings().errorThreshold().getAsInt();
    }

    private static Configuration read(String text, Map<String, String> properties, Map<String, String> environment) {
        return new ConfigReader(properties, environment).read(text, "fusebox.properties");
    }
}
