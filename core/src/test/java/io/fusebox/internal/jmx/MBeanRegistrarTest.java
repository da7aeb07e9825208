package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MBeanRegistrarTest {
    private final Fixture fixture = new Fixture();

    @Test
    void publishesFuseboxAndEveryBreaker() throws Exception {
        assertThat(names())
                .containsExactlyInAnyOrder("fusebox:type=Fusebox", "fusebox:type=CircuitBreaker,name=payments");
    }

    @Test
    void beansComeAndGoWithTheirBreakers() throws Exception {
        Breaker http = fixture.keyed("api.acme.com");
        fixture.publication.refresh();
        assertThat(names()).contains("fusebox:type=CircuitBreaker,name=http,key=api.acme.com");
        fixture.registry.remove(http.id());
        fixture.publication.refresh();
        assertThat(names()).doesNotContain("fusebox:type=CircuitBreaker,name=http,key=api.acme.com");
    }

    @Test
    void aBreakerMadeAnewGetsABeanOfItsOwn() throws Exception {
        Fixture.fail(fixture.payments, 1);
        fixture.registry.remove(BreakerId.of("payments"));
        fixture.registry.breaker("payments", CircuitBreakerSettings.defaults());
        fixture.publication.refresh();
        assertThat(fixture.get("TotalErrorCount")).isEqualTo(0L);
    }

    /** Counted in bytes: 20,000 breakers more may not make a look at one new key dearer. */
    @Test
    void oneMoreKeyCostsTheSameBesideManyOthers() {
        long beforeMany = bytesOfALook("first");
        for (int i = 0; i < 20_000; i++) {
            fixture.keyed("key" + i);
        }
        fixture.publication.refresh();
        assertThat(fixture.server.getMBeanCount()).isGreaterThan(20_000);
        assertThat(bytesOfALook("second")).isLessThan(beforeMany + 20_000);
    }

    private long bytesOfALook(String newKey) {
        fixture.keyed(newKey);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        fixture.publication.refresh();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void aKeyThatComesAndGoesBetweenTwoLooksLeavesNothing() {
        int before = fixture.server.getMBeanCount();
        fixture.registry.remove(fixture.keyed("short").id());
        fixture.publication.refresh();
        assertThat(fixture.server.getMBeanCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b,c:*?\"", "line\nbreak", "", "\"", "back\\slash?", "*", "ümläut 🚀", "a/b c;d", "a\\b"})
    void anyKeyMakesANameAndIsReadBackFromTheBean(String key) throws Exception {
        Breaker breaker = fixture.keyed(key);
        fixture.publication.refresh();
        ObjectName name = ObjectNames.of(breaker.id());
        assertThat(name.isPattern()).isFalse();
        assertThat(fixture.server.getAttribute(name, "Key")).isEqualTo(key);
        String property = name.getKeyProperty("key");
        assertThat(property.startsWith("\"") ? ObjectName.unquote(property) : property)
                .isEqualTo(key);
    }

    @Test
    void aKeyIsQuotedOnlyIfItMustBe() {
        assertThat(nameOf("api.acme.com")).isEqualTo("fusebox:type=CircuitBreaker,name=http,key=api.acme.com");
        assertThat(nameOf("a=b,c:*?\"")).isEqualTo("fusebox:type=CircuitBreaker,name=http,key=\"a=b,c:\\*\\?\\\"\"");
    }

    private static String nameOf(String key) {
        return ObjectNames.of(new BreakerId("http", Optional.of(key))).toString();
    }

    @Test
    void aNameThatIsTakenIsToldOnceAndTriedAgain() throws Exception {
        Breaker orders = fixture.registry.breaker("orders", CircuitBreakerSettings.defaults());
        ObjectName name = ObjectNames.of(orders.id());
        fixture.server.registerMBean(new MBeanServerDelegate(), name);
        fixture.publication.refresh();
        fixture.publication.refresh();
        assertThat(fixture.registry.faults().count()).isEqualTo(1);
        assertThat(fixture.registry.faults().last())
                .startsWith("registering the MBean fusebox:type=CircuitBreaker,name=orders: ");
        assertThatThrownBy(() -> fixture.server.getAttribute(name, "State"))
                .isInstanceOf(AttributeNotFoundException.class);
        fixture.server.unregisterMBean(name);
        fixture.publication.refresh();
        assertThat(fixture.server.getAttribute(name, "State")).isEqualTo("CLOSED");
    }

    @Test
    void closingTakesEverythingBackButWhatIsNotOurs() throws Exception {
        Breaker orders = fixture.registry.breaker("orders", CircuitBreakerSettings.defaults());
        fixture.server.registerMBean(new MBeanServerDelegate(), ObjectNames.of(orders.id()));
        fixture.publication.refresh();
        fixture.publication.close();
        assertThat(names()).containsExactly("fusebox:type=CircuitBreaker,name=orders");
    }

    @Test
    void closingBearsThatABeanIsGone() throws Exception {
        fixture.server.unregisterMBean(fixture.name);
        fixture.publication.close();
        assertThat(names()).isEmpty();
        assertThat(fixture.registry.faults().count()).isZero();
    }

    @Test
    void theTreeOfAClientIsTypeThenNameThenKey() {
        assertThat(nameOf("k")).isEqualTo("fusebox:type=CircuitBreaker,name=http,key=k");
        Hashtable<String, String> properties =
                ObjectNames.of(new BreakerId("http", Optional.of("k"))).getKeyPropertyList();
        assertThat(properties).containsOnlyKeys("type", "name", "key");
    }

    private List<String> names() throws Exception {
        return fixture.server.queryNames(new ObjectName("fusebox:*"), null).stream()
                .map(ObjectName::toString)
                .toList();
    }
}
