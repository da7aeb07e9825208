package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Mode;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import java.io.IOException;
import java.time.Duration;
import javax.management.Attribute;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class FuseboxMBeanTest {
    private final Fixture fixture = new Fixture();

    @Test
    void hasTheAttributesAndOperationsInTheirOrder() throws Exception {
        assertThat(fixture.server.getMBeanInfo(ObjectNames.FUSEBOX).getAttributes())
                .extracting(MBeanAttributeInfo::getName)
                .containsExactly(
                        "Version",
                        "ConfigFile",
                        "ConfigProblems",
                        "Breakers",
                        "GuardedMethods",
                        "UnmatchedMethods",
                        "InternalErrorCount",
                        "LastInternalError",
                        "DroppedEventCount",
                        "Mode",
                        "ConfigProblemCount",
                        "UnmatchedPatternCount",
                        "FleetUp",
                        "FleetMembers",
                        "FleetOrders");
        assertThat(fixture.server.getMBeanInfo(ObjectNames.FUSEBOX).getAttributes())
                .filteredOn(MBeanAttributeInfo::isWritable)
                .extracting(MBeanAttributeInfo::getName)
                .containsExactly("Mode");
        assertThat(fixture.server.getMBeanInfo(ObjectNames.FUSEBOX).getOperations())
                .extracting(MBeanOperationInfo::getName)
                .containsExactly("reload", "snapshotJson");
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        assertThat(get("Version")).isEqualTo(System.getProperty("fusebox.version"));
    }

    @Test
    void withoutAnAgentThereIsNothingOfAFile() throws Exception {
        assertThat(get("ConfigFile")).isEqualTo("");
        assertThat((String[]) get("ConfigProblems")).isEmpty();
        assertThat((String[]) get("GuardedMethods")).isEmpty();
        assertThat((String[]) get("UnmatchedMethods")).isEmpty();
        assertThat(get("ConfigProblemCount")).isEqualTo(0L);
        assertThat(get("UnmatchedPatternCount")).isEqualTo(0L);
        assertThat(fixture.server.invoke(ObjectNames.FUSEBOX, "reload", null, null))
                .isEqualTo("There is no agent here, and so no configuration file to read: all breakers come from"
                        + " code.");
    }

    @Test
    void showsWhatTheAgentHasToSay() throws Exception {
        FakeAgent agent = new FakeAgent();
        fixture.registry.attach(agent);
        assertThat(get("ConfigFile")).isEqualTo("fusebox.properties");
        assertThat((String[]) get("ConfigProblems")).containsExactlyElementsOf(agent.configProblems());
        assertThat((String[]) get("GuardedMethods")).containsExactlyElementsOf(agent.guardedMethods());
        assertThat((String[]) get("UnmatchedMethods")).containsExactlyElementsOf(agent.unmatchedMethods());
        assertThat(get("ConfigProblemCount"))
                .isEqualTo((long) agent.configProblems().size());
        assertThat(get("UnmatchedPatternCount"))
                .isEqualTo((long) agent.unmatchedMethods().size());
        assertThat(fixture.server.invoke(ObjectNames.FUSEBOX, "reload", null, null))
                .isEqualTo("nothing changed");
        setMode("Observe");
        assertThat(agent.mode).isEqualTo("observe");
        assertThat(get("Mode")).isEqualTo("observe");
    }

    @Test
    void reloadReturnsWhenTheMBeansOfNewBreakersAreThere() throws Exception {
        fixture.registry.attach(new FakeAgent() {
            @Override
            public String reload() {
                fixture.registry.remove(BreakerId.of("payments"));
                Breaker unused = fixture.registry.breaker("orders", CircuitBreakerSettings.defaults());
                return "reloaded";
            }
        });
        assertThat(fixture.server.invoke(ObjectNames.FUSEBOX, "reload", null, null))
                .isEqualTo("reloaded");
        assertThat(fixture.server.isRegistered(ObjectNames.of(BreakerId.of("orders"))))
                .isTrue();
        assertThat(fixture.server.isRegistered(ObjectNames.of(BreakerId.of("payments"))))
                .isFalse();
    }

    @Test
    void aReloadThatTakesTheMBeansOffLeavesNone() throws Exception {
        fixture.registry.attach(new FakeAgent() {
            @Override
            public String reload() {
                Breaker unused = fixture.registry.breaker("orders", CircuitBreakerSettings.defaults());
                fixture.publication.close();
                return "reloaded";
            }
        });
        assertThat(fixture.server.invoke(ObjectNames.FUSEBOX, "reload", null, null))
                .isEqualTo("reloaded");
        assertThat(fixture.server.queryNames(new ObjectName("fusebox:*"), null)).isEmpty();
    }

    @Test
    void withoutAnAgentTheModeIsThatOfTheBreakers() throws Exception {
        Breaker orders = fixture.registry.breaker("orders", CircuitBreakerSettings.defaults());
        assertThat(get("Mode")).isEqualTo("enforce");
        orders.apply(CircuitBreakerSettings.builder().mode(Mode.OFF).build());
        assertThat(get("Mode")).isEqualTo("mixed");
        setMode("observe");
        assertThat(get("Mode")).isEqualTo("observe");
        assertThat(fixture.payments.settings().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(orders.settings().mode()).isEqualTo(Mode.OBSERVE);
        assertThatThrownBy(() -> setMode("mixed"))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessage("mode must be enforce, observe or off, was the text 'mixed'");
    }

    @Test
    void theOverviewIsATableThatStaysInShape() throws Exception {
        Fixture.fail(fixture.payments, 5);
        fixture.payments.apply(
                fixture.payments.settings().toBuilder().mode(Mode.OBSERVE).build());
        fixture.ticker.advance(Duration.ofMillis(17_701));
        fixture.registry.breaker("stock", CircuitBreakerSettings.defaults()).transitionToForcedOpen();
        fixture.keyed("k".repeat(100)).run(() -> {});
        assertThat((String[]) get("Breakers"))
                .containsExactly(
                        "NAME                                      STATE        MODE     ACTIVE  SUCCESS  ERROR  IGNORED"
                                + "  REJECTED  CONSECUTIVE  RETRY AFTER  LAST ERROR",
                        "http[kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk...  CLOSED       enforce       0        1      0        0"
                                + "         0            0            -  -",
                        "payments                                  OPEN         observe       0        0      5        0"
                                + "         0            0        12.3s  java.io.IOException: refused",
                        "stock                                     FORCED_OPEN  enforce       0        0      0        0"
                                + "         0            0     operator  -");
    }

    @Test
    void anErrorOfSeveralLinesStaysInItsRow() throws Exception {
        try {
            fixture.payments.call(() -> {
                throw new IOException("first\nsecond\t" + "x".repeat(200));
            });
        } catch (IOException expected) {
            assertThat((String[]) get("Breakers")).hasSize(2);
        }
        String row = ((String[]) get("Breakers"))[1];
        assertThat(row).contains("java.io.IOException: first second xxx").endsWith("xxx...");
    }

    @Test
    void r15_faultsInsideAreCounted() throws Exception {
        assertThat(get("InternalErrorCount")).isEqualTo(0L);
        assertThat(get("LastInternalError")).isNull();
        fixture.registry.faults().report("testing", new IllegalStateException("oops"));
        assertThat(get("InternalErrorCount")).isEqualTo(1L);
        assertThat(get("LastInternalError")).isEqualTo("testing: java.lang.IllegalStateException: oops");
        assertThat(get("DroppedEventCount")).isEqualTo(0L);
    }

    @Test
    void r15_aFaultWhileReadingReachesTheClientAsAClassThatItHas() {
        fixture.registry.attach(new FakeAgent() {
            @Override
            public String reload() {
                class ClassOfTheAgent extends RuntimeException {
                    private static final long serialVersionUID = 1L;

                    ClassOfTheAgent() {
                        super("no disk");
                    }
                }
                throw new ClassOfTheAgent();
            }
        });
        assertThatThrownBy(() -> fixture.server.invoke(ObjectNames.FUSEBOX, "reload", null, null))
                .isInstanceOf(MBeanException.class)
                .hasMessageStartingWith("reload failed inside Fusebox: ")
                .hasMessageEndingWith("no disk")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
        assertThat(fixture.registry.faults().count()).isEqualTo(1);
    }

    private Object get(String attribute) throws Exception {
        return fixture.server.getAttribute(ObjectNames.FUSEBOX, attribute);
    }

    private void setMode(String mode) throws Exception {
        fixture.server.setAttribute(ObjectNames.FUSEBOX, new Attribute("Mode", mode));
    }
}
