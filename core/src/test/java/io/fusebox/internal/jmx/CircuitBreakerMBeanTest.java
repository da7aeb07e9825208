package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanInfo;
import javax.management.openmbean.OpenMBeanOperationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerMBeanTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void nothingWentWrongInside() {
        assertThat(fixture.registry.faults().last()).isNull();
    }

    @Test
    void hasTheAttributesInTheirOrder() throws Exception {
        assertThat(info().getAttributes())
                .extracting(MBeanAttributeInfo::getName)
                .containsExactly(
                        "Name",
                        "Key",
                        "State",
                        "StateCode",
                        "StateSince",
                        "RetryAfterMillis",
                        "Mode",
                        "ActiveCalls",
                        "TotalSuccessCount",
                        "TotalErrorCount",
                        "TotalIgnoredCount",
                        "TotalCancelledCount",
                        "TotalRejectedCount",
                        "TotalWouldRejectCount",
                        "TotalLateCount",
                        "TotalSlowCount",
                        "ConsecutiveErrorCount",
                        "ConsecutiveSuccessCount",
                        "ErrorRatePercent",
                        "SlowCallRatePercent",
                        "OpenCount",
                        "AdmittedPercent",
                        "OldestActiveCallMillis",
                        "LastErrorTime",
                        "LastErrorType",
                        "LastErrorMessage",
                        "RecentTransitions",
                        "Methods",
                        "Metrics",
                        "ErrorThreshold",
                        "SuccessThreshold",
                        "ResetTimeoutMillis",
                        "HalfOpenCapacity");
        assertThat(info().getAttributes())
                .filteredOn(MBeanAttributeInfo::isWritable)
                .extracting(MBeanAttributeInfo::getName)
                .containsExactly(
                        "Mode", "ErrorThreshold", "SuccessThreshold", "ResetTimeoutMillis", "HalfOpenCapacity");
    }

    @Test
    void describesEverything() throws Exception {
        for (ObjectName bean : fixture.server.queryNames(new ObjectName("fusebox:*"), null)) {
            MBeanInfo info = fixture.server.getMBeanInfo(bean);
            assertThat(info).isInstanceOf(OpenMBeanInfo.class);
            assertThat(info.getDescription()).isNotBlank();
            for (MBeanAttributeInfo attribute : info.getAttributes()) {
                assertThat(attribute).isInstanceOf(OpenMBeanAttributeInfo.class);
                assertThat(attribute.getDescription())
                        .as(attribute.getName())
                        .isNotBlank()
                        .isNotEqualTo(attribute.getName());
            }
            for (MBeanOperationInfo operation : info.getOperations()) {
                assertThat(operation).isInstanceOf(OpenMBeanOperationInfo.class);
                assertThat(operation.getDescription()).isNotBlank().isNotEqualTo(operation.getName());
                assertThat(operation.getReturnType()).isEqualTo("java.lang.String");
                for (MBeanParameterInfo parameter : operation.getSignature()) {
                    assertThat(parameter.getDescription()).isNotBlank().isNotEqualTo(parameter.getName());
                }
            }
        }
    }

    @Test
    void tellsTheUnitsOfEveryFigureThatHasOne() throws Exception {
        Set<String> without = new HashSet<>();
        for (MBeanAttributeInfo attribute : info().getAttributes()) {
            boolean isNumber = !List.of("java.lang.String", "java.util.Date").contains(attribute.getType());
            if (isNumber && attribute.getDescriptor().getFieldValue("units") == null) {
                without.add(attribute.getName());
            }
        }
        assertThat(without).containsExactlyInAnyOrder("StateCode", "RecentTransitions", "Methods", "Metrics");
        assertThat(info().getAttributes())
                .filteredOn(attribute -> attribute.getName().endsWith("Millis"))
                .allSatisfy(attribute -> assertThat(attribute.getDescriptor().getFieldValue("units"))
                        .isEqualTo("ms"));
    }

    @Test
    void everyValueIsOfItsOpenType() throws Exception {
        valuesAreOfTheirTypes();
        Fixture.fail(fixture.payments, 6);
        valuesAreOfTheirTypes();
    }

    private void valuesAreOfTheirTypes() throws Exception {
        for (ObjectName bean : fixture.server.queryNames(new ObjectName("fusebox:*"), null)) {
            for (MBeanAttributeInfo attribute :
                    fixture.server.getMBeanInfo(bean).getAttributes()) {
                Object value = fixture.server.getAttribute(bean, attribute.getName());
                assertThat(value == null || ((OpenMBeanAttributeInfo) attribute).isValue(value))
                        .as(attribute.getName() + " " + value)
                        .isTrue();
            }
        }
    }

    @Test
    void showsANewBreaker() throws Exception {
        assertThat(fixture.get("Name")).isEqualTo("payments");
        assertThat(fixture.get("Key")).isNull();
        assertThat(fixture.get("State")).isEqualTo("CLOSED");
        assertThat(fixture.get("StateCode")).isEqualTo(0);
        assertThat((Date) fixture.get("StateSince"))
                .isEqualTo(fixture.payments.metrics().stateSince());
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(0L);
        assertThat(fixture.get("Mode")).isEqualTo("enforce");
        assertThat(fixture.get("ErrorRatePercent")).isEqualTo(-1.0);
        assertThat(fixture.get("SlowCallRatePercent")).isEqualTo(-1.0);
        assertThat(fixture.get("LastErrorTime")).isNull();
        assertThat(fixture.get("LastErrorType")).isNull();
        assertThat(fixture.get("LastErrorMessage")).isNull();
        assertThat((String[]) fixture.get("RecentTransitions")).isEmpty();
        assertThat((String[]) fixture.get("Methods")).isEmpty();
        assertThat(fixture.get("ErrorThreshold")).isEqualTo(5);
        assertThat(fixture.get("SuccessThreshold")).isEqualTo(2);
        assertThat(fixture.get("ResetTimeoutMillis")).isEqualTo(30_000L);
        assertThat(fixture.get("HalfOpenCapacity")).isEqualTo(1);
    }

    @Test
    void r01_showsAnOpenBreaker() throws Exception {
        fixture.payments.run(() -> {});
        Fixture.fail(fixture.payments, 5);
        assertThat(fixture.get("State")).isEqualTo("OPEN");
        assertThat(fixture.get("StateCode")).isEqualTo(1);
        assertThat(fixture.get("TotalSuccessCount")).isEqualTo(1L);
        assertThat(fixture.get("TotalErrorCount")).isEqualTo(5L);
        assertThat(fixture.get("OpenCount")).isEqualTo(1L);
        assertThat((Date) fixture.get("LastErrorTime"))
                .isEqualTo(fixture.payments.metrics().lastErrorTime().orElseThrow());
        assertThat(fixture.get("LastErrorType")).isEqualTo("java.io.IOException");
        assertThat(fixture.get("LastErrorMessage")).isEqualTo("refused");
    }

    @Test
    void r02_retryAfterIsRoundedUpAndEndsAtZero() throws Exception {
        Fixture.fail(fixture.payments, 5);
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(30_000L);
        fixture.ticker.advance(Duration.ofNanos(1));
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(30_000L);
        fixture.ticker.advance(Duration.ofMillis(29_999));
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(1L);
        fixture.ticker.advance(Duration.ofMillis(1));
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(0L);
        assertThat(fixture.get("State")).isEqualTo("OPEN");
    }

    @Test
    void r04_onlyAnOperatorEndsForcedOpen() throws Exception {
        fixture.payments.transitionToForcedOpen();
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(-1L);
        fixture.payments.transitionToForcedClosed();
        assertThat(fixture.get("RetryAfterMillis")).isEqualTo(0L);
    }

    @Test
    void r12_showsTheRatesOnceTheyAreKnown() throws Exception {
        fixture.payments.apply(CircuitBreakerSettings.builder()
                .noErrorThreshold()
                .errorRateThreshold(80)
                .slowCallDuration(Duration.ofSeconds(1))
                .slowCallRateThreshold(80)
                .minimumCalls(4)
                .build());
        Fixture.fail(fixture.payments, 1);
        fixture.payments.run(() -> {});
        fixture.payments.run(() -> fixture.ticker.advance(Duration.ofSeconds(2)));
        assertThat(fixture.get("ErrorRatePercent")).isEqualTo(-1.0);
        fixture.payments.run(() -> fixture.ticker.advance(Duration.ofSeconds(2)));
        assertThat(fixture.get("ErrorRatePercent")).isEqualTo(25.0);
        assertThat(fixture.get("SlowCallRatePercent")).isEqualTo(50.0);
        assertThat(fixture.get("TotalSlowCount")).isEqualTo(2L);
        assertThat(fixture.get("ErrorThreshold")).isEqualTo(-1);
    }

    @Test
    void recentTransitionsStandBelowEachOtherNewestFirst() throws Exception {
        Fixture.fail(fixture.payments, 5);
        fixture.payments.transitionToForcedClosed();
        String[] lines = (String[]) fixture.get("RecentTransitions");
        assertThat(lines).hasSize(2);
        assertThat(lines[0].substring(0, 23)).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(lines[0].substring(23)).isEqualTo("  OPEN -> FORCED_CLOSED  MANUAL           by an operator");
        assertThat(lines[1].substring(23)).isEqualTo("  CLOSED -> OPEN         ERROR_THRESHOLD  5 consecutive errors");
    }

    @Test
    void metricsHoldAllFiguresOfTheAttributes() throws Exception {
        Fixture.fail(fixture.payments, 6);
        CompositeData metrics = (CompositeData) fixture.get("Metrics");
        assertThat(metrics.getCompositeType().keySet()).hasSize(26);
        assertThat(metrics.get("state")).isEqualTo("OPEN");
        assertThat(metrics.get("totalErrorCount")).isEqualTo(5L);
        assertThat(metrics.get("lastErrorMessage")).isEqualTo("refused");
        for (String key : metrics.getCompositeType().keySet()) {
            String attribute = Character.toUpperCase(key.charAt(0)) + key.substring(1);
            assertThat(metrics.get(key)).as(key).isEqualTo(fixture.get(attribute));
        }
    }

    @Test
    void givesManyAttributesAtOnceAndLeavesOutWhatIsNot() throws Exception {
        List<Attribute> values = fixture.server
                .getAttributes(fixture.name, new String[] {"State", "Nonsense", "ErrorThreshold"})
                .asList();
        assertThat(values).containsExactly(new Attribute("State", "CLOSED"), new Attribute("ErrorThreshold", 5));
    }

    @Test
    void methodsComeFromTheAgent() throws Exception {
        fixture.registry.attach(new FakeAgent());
        assertThat((String[]) fixture.get("Methods")).containsExactly("com.acme.PaymentClient#charge(long)");
    }

    private MBeanInfo info() throws Exception {
        MBeanInfo info = fixture.server.getMBeanInfo(fixture.name);
        assertThat(Arrays.asList(info.getAttributes())).isNotEmpty();
        return info;
    }
}
