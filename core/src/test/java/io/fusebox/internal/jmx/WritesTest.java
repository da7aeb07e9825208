package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.Mode;
import io.fusebox.State;
import java.time.Duration;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritesTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void nothingWentWrongInside() {
        assertThat(fixture.registry.faults().last()).isNull();
    }

    @Test
    void r17_aWriteChangesTheRunningBreaker() throws Exception {
        Fixture.fail(fixture.payments, 3);
        set("ErrorThreshold", 4);
        set("SuccessThreshold", 3);
        set("ResetTimeoutMillis", 1_500L);
        set("HalfOpenCapacity", 7);
        set("Mode", "observe");
        assertThat(fixture.payments.settings().errorThreshold()).hasValue(4);
        assertThat(fixture.payments.settings().successThreshold()).isEqualTo(3);
        assertThat(fixture.payments.settings().resetTimeout()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(fixture.payments.settings().halfOpenCapacity()).isEqualTo(7);
        assertThat(fixture.payments.settings().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(fixture.get("ErrorThreshold")).isEqualTo(4);
        assertThat(fixture.get("Mode")).isEqualTo("observe");
        Fixture.fail(fixture.payments, 1);
        assertThat(fixture.payments.state()).isEqualTo(State.OPEN);
    }

    @Test
    void minusOneTurnsTheErrorThresholdOff() throws Exception {
        set("ErrorThreshold", -1);
        assertThat(fixture.payments.settings().errorThreshold()).isEmpty();
        assertThat(fixture.get("ErrorThreshold")).isEqualTo(-1);
        Fixture.fail(fixture.payments, 100);
        assertThat(fixture.payments.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anyOfJavasIntegerClassesWillDo() throws Exception {
        set("ErrorThreshold", 9L);
        set("ResetTimeoutMillis", 20);
        assertThat(fixture.get("ErrorThreshold")).isEqualTo(9);
        assertThat(fixture.get("ResetTimeoutMillis")).isEqualTo(20L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ErrorThreshold     | 0              | ErrorThreshold must be a whole number >= 1, or -1 for off (rates only), was 0
            ErrorThreshold     | -2             | ErrorThreshold must be a whole number >= 1, or -1 for off (rates only), was -2
            ErrorThreshold     | 3000000000     | ErrorThreshold must be a whole number >= 1, or -1 for off (rates only), was 3000000000
            SuccessThreshold   | 0              | SuccessThreshold must be a whole number >= 1, was 0
            HalfOpenCapacity   | -1             | HalfOpenCapacity must be a whole number >= 1, was -1
            ResetTimeoutMillis | 0              | ResetTimeoutMillis must be a whole number of milliseconds from 1 to 31536000000 (365 days), was 0
            ResetTimeoutMillis | 31536000001    | ResetTimeoutMillis must be a whole number of milliseconds from 1 to 31536000000 (365 days), was 31536000001
            """)
    void aNumberOutOfItsBoundsIsRefusedInWords(String attribute, long value, String message) {
        assertThatThrownBy(() -> set(attribute, value))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessage(message);
    }

    @Test
    void aValueOfAnotherTypeIsRefusedInWords() {
        assertThatThrownBy(() -> set("SuccessThreshold", "many"))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessage("SuccessThreshold must be a whole number >= 1, was the text 'many'");
        assertThatThrownBy(() -> set("SuccessThreshold", 1.5))
                .hasMessage("SuccessThreshold must be a whole number >= 1, was 1.5");
        assertThatThrownBy(() -> set("ErrorThreshold", -1.5)).isInstanceOf(InvalidAttributeValueException.class);
        assertThatThrownBy(() -> set("ResetTimeoutMillis", null)).hasMessageEndingWith(", was null");
        assertThatThrownBy(() -> set("HalfOpenCapacity", List.of(1)))
                .hasMessageStartingWith("HalfOpenCapacity must be a whole number >= 1, was a java.util.");
        assertThatThrownBy(() -> set("Mode", "String"))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessage("mode must be enforce, observe or off, was the text 'String'");
        assertThatThrownBy(() -> set("Mode", 1)).hasMessage("mode must be enforce, observe or off, was 1");
    }

    @Test
    void aRefusedWriteChangesNothing() {
        var before = fixture.payments.settings();
        assertThatThrownBy(() -> set("ErrorThreshold", 0)).isInstanceOf(InvalidAttributeValueException.class);
        assertThat(fixture.payments.settings()).isEqualTo(before);
    }

    @Test
    void whatIsNotThereOrOnlyReadIsRefused() {
        assertThatThrownBy(() -> set("State", "OPEN"))
                .isInstanceOf(AttributeNotFoundException.class)
                .hasMessage("State can only be read");
        assertThatThrownBy(() -> set("Nonsense", 1))
                .isInstanceOf(AttributeNotFoundException.class)
                .hasMessage("there is no attribute Nonsense");
        assertThatThrownBy(() -> fixture.get("Nonsense")).isInstanceOf(AttributeNotFoundException.class);
    }

    @Test
    void manyWritesAtOnceGiveBackThoseThatWereAccepted() throws Exception {
        AttributeList changes = new AttributeList();
        changes.add(new Attribute("ErrorThreshold", 8));
        changes.add(new Attribute("SuccessThreshold", 0));
        assertThat(fixture.server.setAttributes(fixture.name, changes).asList())
                .containsExactly(new Attribute("ErrorThreshold", 8));
    }

    @Test
    void readOnlyRefusesWritesAndOperationsInWords() throws Exception {
        FakeAgent agent = new FakeAgent();
        agent.jmx = "read-only";
        fixture.registry.attach(agent);
        String why = "JMX is read-only here (agent.jmx = read-only): set agent.jmx = on in the configuration file"
                + " to allow changes";
        assertThatThrownBy(() -> set("ErrorThreshold", 8))
                .isInstanceOf(MBeanException.class)
                .hasMessage(why)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> fixture.server.invoke(fixture.name, "reset", null, null))
                .isInstanceOf(MBeanException.class)
                .hasMessage(why);
        assertThatThrownBy(() -> fixture.server.setAttribute(ObjectNames.FUSEBOX, new Attribute("Mode", "off")))
                .hasMessage(why);
        assertThatThrownBy(() -> fixture.server.invoke(ObjectNames.FUSEBOX, "reload", null, null))
                .hasMessage(why);
        assertThat(fixture.payments.settings().errorThreshold()).hasValue(5);
        assertThat(agent.mode).isEqualTo("enforce");
        assertThat((String) fixture.server.invoke(ObjectNames.FUSEBOX, "snapshotJson", null, null))
                .startsWith("{");
        assertThat(fixture.get("State")).isEqualTo("CLOSED");
    }

    private void set(String attribute, Object value) throws Exception {
        fixture.server.setAttribute(fixture.name, new Attribute(attribute, value));
    }
}
