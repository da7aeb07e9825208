package io.fusebox.internal.jmx;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.Transition;
import io.fusebox.internal.figures.BreakerFigure;
import io.fusebox.internal.figures.BreakerReading;
import io.fusebox.internal.jmx.open.OpenAttribute;
import io.fusebox.internal.jmx.open.OpenBean;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.AttributeChangeNotification;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.OpenMBeanConstructorInfo;
import javax.management.openmbean.OpenMBeanInfoSupport;
import org.jspecify.annotations.Nullable;

/**
 * One breaker as an MBean: {@code fusebox:type=CircuitBreaker,name=payments}. Writes change the running breaker, not the
 * configuration file. Safe for use by any thread.
 */
final class CircuitBreakerMBean extends OpenBean<BreakerAttribute, BreakerReading> implements NotificationEmitter {
    private static final long MAX_MILLIS = CircuitBreakerSettings.MAX_DURATION.toMillis();

    private static final MBeanNotificationInfo[] NOTIFICATIONS = {
        new MBeanNotificationInfo(
                new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE},
                AttributeChangeNotification.class.getName(),
                "The State changed; the message says why: OPEN: 5 consecutive errors (payments)")
    };

    private static final MBeanInfo INFO = new OpenMBeanInfoSupport(
            CircuitBreakerMBean.class.getName(),
            "A circuit breaker",
            OpenAttribute.describe(BreakerAttribute.ALL),
            new OpenMBeanConstructorInfo[0],
            BreakerOperations.describe(),
            NOTIFICATIONS);

    private static final Map<String, BreakerAttribute> ATTRIBUTES = OpenAttribute.byName(BreakerAttribute.ALL);

    private final Breaker breaker;
    private final ObjectName name;
    private final NotificationBroadcasterSupport listeners = new NotificationBroadcasterSupport(NOTIFICATIONS);
    private final AtomicLong sequence = new AtomicLong();

    CircuitBreakerMBean(Registry registry, Breaker breaker, ObjectName name) {
        super(registry, INFO, ATTRIBUTES);
        this.breaker = breaker;
        this.name = name;
    }

    Breaker breaker() {
        return breaker;
    }

    ObjectName objectName() {
        return name;
    }

    @Override
    protected BreakerReading reading() {
        return BreakerReading.of(registry, breaker);
    }

    @Override
    protected @Nullable Object value(BreakerAttribute attribute, BreakerReading reading) {
        return attribute.value(reading);
    }

    @Override
    protected synchronized void write(BreakerAttribute attribute, @Nullable Object value) {
        CircuitBreakerSettings.Builder settings = breaker.settings().toBuilder();
        String what = attribute.attribute();
        if (attribute.figure == null) {
            throw new IllegalArgumentException(what + " can only be read");
        }
        switch (attribute.figure) {
            case ERROR_THRESHOLD -> errorThreshold(settings, what, value);
            case SUCCESS_THRESHOLD -> settings.successThreshold(Allowed.count(what, value));
            case RESET_TIMEOUT_MILLIS ->
                settings.resetTimeout(Duration.ofMillis(Allowed.wholeNumber(
                        what,
                        value,
                        1,
                        MAX_MILLIS,
                        "a whole number of milliseconds from 1 to " + MAX_MILLIS + " (365 days)")));
            case HALF_OPEN_CAPACITY -> settings.halfOpenCapacity(Allowed.count(what, value));
            case MODE -> settings.mode(Allowed.mode(value));
            default -> throw new IllegalArgumentException(what + " can only be read");
        }
        breaker.apply(settings.build());
    }

    private static void errorThreshold(CircuitBreakerSettings.Builder settings, String what, @Nullable Object value) {
        if (Integer.valueOf(-1).equals(value) || Long.valueOf(-1).equals(value)) {
            settings.noErrorThreshold();
        } else {
            settings.errorThreshold((int) Allowed.wholeNumber(
                    what, value, 1, Integer.MAX_VALUE, "a whole number >= 1, or -1 for off (rates only)"));
        }
    }

    @Override
    protected String perform(String operation, @Nullable Object[] parameters) {
        return BreakerOperations.perform(registry, breaker, operation, parameters);
    }

    /** Tells all listeners of a change of state. */
    void tell(Transition change) {
        listeners.sendNotification(new AttributeChangeNotification(
                name,
                sequence.incrementAndGet(),
                change.at().toEpochMilli(),
                change.to() + ": " + change.reason() + " (" + breaker.id() + ")",
                BreakerFigure.STATE.attribute(),
                String.class.getName(),
                change.from().name(),
                change.to().name()));
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return NOTIFICATIONS.clone();
    }

    @Override
    public void addNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
        listeners.addNotificationListener(listener, filter, handback);
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        listeners.removeNotificationListener(listener);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        listeners.removeNotificationListener(listener, filter, handback);
    }
}
