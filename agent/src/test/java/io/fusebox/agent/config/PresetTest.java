package io.fusebox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.BreakerSetting;
import io.fusebox.agent.config.pattern.MethodPattern;
import io.fusebox.agent.config.preset.Preset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code client}: a preset's text gives what a breaker does not say itself. */
class PresetTest {
    @ParameterizedTest
    @MethodSource("names")
    void eachPresetIsAConfigurationWithoutAProblem(String name) {
        Configuration alone = reader().read(Preset.of(name).text(), "preset.properties");
        assertThat(alone.problems()).isEmpty();
        assertThat(alone.notes()).isEmpty();
        assertThat(alone.breakers()).isNotEmpty();
        assertThat(Preset.of(name).summary()).endsWith(".").hasSizeLessThan(130);
        assertThat(Preset.of(name).tested()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("names")
    void asClientItSaysTheSame(String name) {
        Configuration alone = reader().read(Preset.of(name).text(), "preset.properties");
        Configuration configuration = read("breaker.b.client = " + name);
        assertThat(configuration.problems()).isEmpty();
        BreakerDefinition client = configuration.breaker("b");
        assertThat(client.client()).isEqualTo(name);
        assertThat(client.parts()).hasSameSizeAs(alone.breakers());
        Set<MethodPattern> patterns = new HashSet<>();
        for (int i = 0; i < client.parts().size(); i++) {
            BreakerDefinition part = client.parts().get(i);
            BreakerDefinition own = alone.breakers().get(i);
            assertThat(part.settings()).as("of one breaker").isEqualTo(client.settings());
            assertThat(own.settings()).as("as breakers alone").isEqualTo(client.settings());
            assertThat(part.methods()).isEqualTo(own.methods());
            assertThat(part.keys()).isEqualTo(own.keys());
            assertThat(part.errorWhen()).isEqualTo(own.errorWhen());
            assertThat(part.cancelWhen()).isEqualTo(own.cancelWhen());
            assertThat(part.when()).isEqualTo(own.when());
            assertThat(part.callback()).isEqualTo(own.callback());
            assertThat(part.callbackResult()).isEqualTo(own.callbackResult());
            for (MethodPattern pattern : own.methods()) {
                assertThat(patterns.add(pattern)).as("twice: " + pattern).isTrue();
                assertThat(client.of(pattern)).isSameAs(part);
            }
        }
        assertThat(new HashSet<>(client.methods())).isEqualTo(patterns);
    }

    static List<String> names() {
        return Preset.names();
    }

    /** Where the text is a file of its own, only {@code like} gives a section the settings of the first. */
    @ParameterizedTest
    @MethodSource("names")
    void noLikeCanBeTakenOut(String name) {
        String text = Preset.of(name).text();
        Configuration whole = reader().read(text, "preset.properties");
        Matcher likes = Pattern.compile("(?m)^breaker\\.(\\S+)\\.like\\s.*$").matcher(text);
        while (likes.find()) {
            Configuration without = reader().read(text.replace(likes.group(), ""), "preset.properties");
            assertThat(whatDecides(without.breaker(likes.group(1))))
                    .as(likes.group())
                    .isNotEqualTo(whatDecides(whole.breaker(likes.group(1))));
        }
    }

    private static List<@Nullable Object> whatDecides(BreakerDefinition breaker) {
        return Arrays.asList(breaker.settings(), breaker.errorWhen(), breaker.cancelWhen(), breaker.keys());
    }

    /** Where the text is a file of its own, a method that two sections mean would count in two breakers. */
    @Test
    void whatTheSecondBreakerNamesIsNotOfTheFirst() {
        Configuration alone = reader().read(Preset.of("spring-web").text(), "preset.properties");
        String type = alone.breaker("spring-simple").methods().get(0).exactTypeName();
        assertThat(alone.breaker("spring").excludedMethods())
                .anySatisfy(excluded -> assertThat(excluded.exactTypeName()).isEqualTo(type));
    }

    @Test
    void whatStandsBesideItIsStronger() {
        BreakerDefinition breaker = read("""
                        defaults.key = this.a
                        breaker.b.client = okhttp
                        breaker.b.error-threshold = 3
                        breaker.b.record-exceptions = java.net.ConnectException
                        breaker.b.key = this.id""").breaker("b");
        assertThat(breaker.settings().get(BreakerSetting.ERROR_THRESHOLD)).isEqualTo(3);
        assertThat(breaker.settings().get(BreakerSetting.RECORD_EXCEPTIONS))
                .containsExactly("java.net.ConnectException");
        assertThat(breaker.origin(Setting.of(BreakerSetting.RECORD_EXCEPTIONS))).isEqualTo("fusebox.properties:4");
        for (BreakerDefinition part : breaker.parts()) {
            assertThat(part.text(Setting.KEY)).isEqualTo("this.id");
            assertThat(part.isOfPreset(Setting.KEY)).isFalse();
        }
        assertThat(breaker.parts().get(1).callback()).isZero();
        assertThat(breaker.parts().get(1).isOfPreset(Setting.CALLBACK)).isTrue();
    }

    @Test
    void itIsStrongerThanDefaultsAndThanWhatTheBreakerIsLike() {
        BreakerDefinition breaker = read("""
                        defaults.key = this.a
                        breaker.base.methods = com.acme.A#a
                        breaker.base.key = this.b
                        breaker.base.error-threshold = 7
                        breaker.b.like = base
                        breaker.b.client = okhttp""").breaker("b");
        assertThat(breaker.text(Setting.KEY)).isEqualTo("this.request().url().host()");
        assertThat(breaker.origin(Setting.KEY)).startsWith("preset okhttp:");
        assertThat(breaker.settings().get(BreakerSetting.ERROR_THRESHOLD)).isEqualTo(7);
    }

    @Test
    void itIsNotPassedOn() {
        BreakerDefinition breaker = read("""
                        breaker.base.client = okhttp
                        breaker.base.error-threshold = 7
                        breaker.b.like = base
                        breaker.b.methods = com.acme.A#a""").breaker("b");
        assertThat(breaker.client()).isNull();
        assertThat(breaker.keys()).isEmpty();
        assertThat(breaker.settings().get(BreakerSetting.RECORD_EXCEPTIONS)).isNull();
        assertThat(breaker.settings().get(BreakerSetting.ERROR_THRESHOLD)).isEqualTo(7);
    }

    @Test
    void methodsBesideItAreGuardedInPlaceOfItsOwn() {
        BreakerDefinition breaker = read("breaker.b.client = okhttp\nbreaker.b.methods = com.acme.Http#send")
                .breaker("b");
        assertThat(breaker.methods()).hasToString("[com.acme.Http#send]");
        assertThat(breaker.parts()).isEmpty();
        assertThat(breaker.text(Setting.KEY)).isEqualTo("this.request().url().host()");
    }

    @Test
    void anotherPresetIsAnotherBreaker() {
        BreakerDefinition okhttp = read("breaker.b.client = okhttp").breaker("b");
        assertThat(okhttp).isEqualTo(read("breaker.b.client = okhttp").breaker("b"));
        assertThat(okhttp.weavesLike(read("breaker.b.client = jdk-http").breaker("b")))
                .isFalse();
        assertThat(okhttp.keysLike(read("breaker.b.client = jdk-http").breaker("b")))
                .isFalse();
    }

    @Test
    void anUnknownNameIsAProblemWithTheNearestOne() {
        Configuration configuration = read("breaker.b.client = ok-htp");
        assertThat(configuration.leftOut()).containsExactly("b");
        assertThat(configuration.problems())
                .hasToString("[fusebox.properties:1: breaker.b.client = ok-htp: is not known; write okhttp]");
        assertThat(read("breaker.b.client = xyz").problems().get(0).toString())
                .contains("it is one of apache-http-4, apache-http-5, datasource");
        assertThat(read("defaults.client = okhttp").problems().get(0).toString())
                .isEqualTo("fusebox.properties:1: defaults.client = okhttp: cannot be a default;"
                        + " it is breaker.NAME.client, for each breaker");
    }

    @Test
    void noneIsNone() {
        BreakerDefinition breaker = read("breaker.b.client = none\nbreaker.b.methods = com.acme.A#a")
                .breaker("b");
        assertThat(breaker.client()).isNull();
        assertThat(breaker.keys()).isEmpty();
    }

    private static Configuration read(String text) {
        return reader().read(text, "fusebox.properties");
    }

    private static ConfigReader reader() {
        return new ConfigReader(Map.of(), Map.of());
    }
}
