package io.fusebox.internal.jmx;

import io.fusebox.Transition;
import io.fusebox.TransitionListener;
import io.fusebox.internal.engine.BreakerId;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The MBeans of a registry on one MBean server. They come and go with their breakers, each fails for itself, and a name
 * that something else has taken is tried again at every look. Safe for use by any thread.
 */
final class MBeanRegistrar implements TransitionListener, Consumer<BreakerId> {
    private final Registry registry;
    private final MBeanServer server;
    private final Map<BreakerId, CircuitBreakerMBean> beans = new HashMap<>();

    /** Names that are known to be taken by something else. */
    private final Set<ObjectName> refused = new HashSet<>();

    private boolean hasFusebox;
    private boolean closed;

    /** Breakers that came or went since the last look, and those whose name is taken. */
    private final Set<BreakerId> due = ConcurrentHashMap.newKeySet();

    /** Whether some may be missing in {@link #due}. */
    private volatile boolean allDue = true;

    MBeanRegistrar(Registry registry, MBeanServer server) {
        this.registry = registry;
        this.server = server;
        registry.events().addListener(this);
        registry.onMembership(this);
    }

    MBeanServer server() {
        return server;
    }

    /** A breaker came or went. Any thread, also one of the program. */
    @Override
    public void accept(BreakerId id) {
        try {
            due.add(id);
        } catch (OutOfMemoryError noRoom) {
            allDue = true;
        }
    }

    /**
     * Brings the MBeans into line with the breakers; does nothing once this is closed. Its work is proportional to what came
     * and went since the last time.
     */
    synchronized void refresh() {
        if (closed || (hasFusebox && !allDue && due.isEmpty())) {
            return;
        }
        boolean whole = false;
        try {
            if (allDue) {
                allDue = false;
                due.addAll(beans.keySet());
                for (Breaker breaker : registry.all()) {
                    due.add(breaker.id());
                }
            }
            List<BreakerId> refusedNow = new ArrayList<>();
            for (BreakerId id : due.toArray(new BreakerId[0])) {
                // First: a change that comes during the look is looked at the next time.
                due.remove(id);
                if (!isInLine(id)) {
                    refusedNow.add(id);
                }
            }
            due.addAll(refusedNow);
            // Last: who waits for it finds all breakers.
            hasFusebox = hasFusebox || register(ObjectNames.FUSEBOX, new FuseboxMBean(registry, this));
            whole = true;
        } finally {
            if (!whole) {
                allDue = true;
            }
        }
    }

    /** Makes, replaces or removes the MBean; false if it could not be made. */
    private boolean isInLine(BreakerId id) {
        Breaker breaker = registry.find(id);
        CircuitBreakerMBean bean = beans.get(id);
        if (bean != null && bean.breaker() == breaker) {
            return true;
        }
        if (bean != null) {
            remove(id, bean);
        }
        return breaker == null || add(breaker);
    }

    private boolean add(Breaker breaker) {
        CircuitBreakerMBean bean = new CircuitBreakerMBean(registry, breaker, ObjectNames.of(breaker.id()));
        boolean registered = false;
        beans.put(breaker.id(), bean);
        try {
            registered = register(bean.objectName(), bean);
        } finally {
            if (!registered) {
                beans.remove(breaker.id());
            }
        }
        return registered;
    }

    private void remove(BreakerId id, CircuitBreakerMBean bean) {
        unregister(bean.objectName());
        beans.remove(id);
    }

    private boolean register(ObjectName name, DynamicMBean bean) {
        try {
            server.registerMBean(bean, name);
            refused.remove(name);
            return true;
        } catch (JMException | RuntimeException refusal) {
            if (refused.add(name)) {
                registry.faults().report("registering the MBean " + name, refusal);
            }
            return false;
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException goneAlready) {
            return;
        } catch (JMException | RuntimeException fault) {
            registry.faults().report("removing the MBean " + name, fault);
        }
    }

    /** Sends the notification, on the event thread (R19). */
    @Override
    public void onTransition(Transition transition) {
        CircuitBreakerMBean bean = beanOf(new BreakerId(transition.breaker(), transition.key()));
        if (bean != null && transition.from() != transition.to()) {
            bean.tell(transition);
        }
    }

    private synchronized @Nullable CircuitBreakerMBean beanOf(BreakerId id) {
        return beans.get(id);
    }

    /** Takes all MBeans off the server, for good. */
    synchronized void close() {
        closed = true;
        registry.events().removeListener(this);
        registry.onMembership(null);
        for (Map.Entry<BreakerId, CircuitBreakerMBean> entry : new ArrayList<>(beans.entrySet())) {
            remove(entry.getKey(), entry.getValue());
        }
        if (hasFusebox) {
            unregister(ObjectNames.FUSEBOX);
            hasFusebox = false;
        }
    }
}
