package io.fusebox.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanNotificationInfo;
import org.junit.jupiter.api.Test;

class NotificationsTest {
    private final Fixture fixture = new Fixture();
    private final List<AttributeChangeNotification> told = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();

    @Test
    void r19_aChangeOfStateIsToldOnFuseboxsThread() throws Exception {
        listen();
        Fixture.fail(fixture.payments, 5);
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        AttributeChangeNotification news = told.get(0);
        assertThat(news.getType()).isEqualTo(AttributeChangeNotification.ATTRIBUTE_CHANGE);
        assertThat(news.getMessage()).isEqualTo("OPEN: 5 consecutive errors (payments)");
        assertThat(news.getSource()).isEqualTo(fixture.name);
        assertThat(news.getAttributeName()).isEqualTo("State");
        assertThat(news.getAttributeType()).isEqualTo("java.lang.String");
        assertThat(news.getOldValue()).isEqualTo("CLOSED");
        assertThat(news.getNewValue()).isEqualTo("OPEN");
        assertThat(news.getTimeStamp())
                .isEqualTo(fixture.payments
                        .metrics()
                        .recentTransitions()
                        .get(0)
                        .at()
                        .toEpochMilli());
        assertThat(threads).containsOnly("fusebox");
    }

    @Test
    void changesComeInTheirOrderWithRisingNumbers() throws Exception {
        listen();
        fixture.payments.transitionToForcedOpen();
        fixture.payments.transitionToHalfOpen();
        fixture.payments.transitionToClosed();
        await().untilAsserted(() -> assertThat(told).hasSize(3));
        assertThat(told)
                .extracting(AttributeChangeNotification::getNewValue)
                .containsExactly("FORCED_OPEN", "HALF_OPEN", "CLOSED");
        assertThat(told)
                .extracting(AttributeChangeNotification::getSequenceNumber)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aMoveToTheSameStateIsNoNews() throws Exception {
        listen();
        fixture.payments.reset();
        fixture.payments.transitionToForcedOpen();
        await().untilAsserted(() -> assertThat(told).isNotEmpty());
        assertThat(told).extracting(AttributeChangeNotification::getNewValue).containsExactly("FORCED_OPEN");
    }

    @Test
    void aBreakerPerKeyIsNamedWithItsKey() throws Exception {
        var breaker = fixture.keyed("api.acme.com");
        fixture.publication.refresh();
        fixture.server.addNotificationListener(
                ObjectNames.of(breaker.id()),
                (news, handback) -> told.add((AttributeChangeNotification) news),
                null,
                null);
        breaker.transitionToForcedOpen();
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        assertThat(told.get(0).getMessage()).isEqualTo("FORCED_OPEN: by an operator (http[api.acme.com])");
    }

    @Test
    void r15_aListenerThatFailsHarmsNobody() throws Exception {
        fixture.server.addNotificationListener(
                fixture.name,
                (news, handback) -> {
                    throw new IllegalStateException("listener");
                },
                null,
                null);
        listen();
        fixture.payments.transitionToForcedOpen();
        await().untilAsserted(() -> assertThat(told).hasSize(1));
    }

    @Test
    void areAnnounced() throws Exception {
        MBeanNotificationInfo[] announced =
                fixture.server.getMBeanInfo(fixture.name).getNotifications();
        assertThat(announced).hasSize(1);
        assertThat(announced[0].getName()).isEqualTo("javax.management.AttributeChangeNotification");
        assertThat(announced[0].getNotifTypes()).containsExactly("jmx.attribute.change");
        assertThat(announced[0].getDescription()).isNotBlank();
    }

    private void listen() throws Exception {
        fixture.server.addNotificationListener(
                fixture.name,
                (news, handback) -> {
                    threads.add(Thread.currentThread().getName());
                    told.add((AttributeChangeNotification) news);
                },
                null,
                null);
    }
}
