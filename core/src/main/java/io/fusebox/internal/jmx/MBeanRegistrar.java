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
final class MBeanRegistrar implements TransitionListener {
    private final Registry registry;
    private final MBeanServer server;
    private final Map<BreakerId, CircuitBreakerMBean> beans = new HashMap<>();

    /** Names that are known to be taken by something else. */
    private final Set<ObjectName> refused = new HashSet<>();

    private boolean hasFusebox;

    /** The {@link Registry#changes()} up to which every breaker has its MBean; -1 if some have none. */
    private long upTo = -1;

    MBeanRegistrar(Registry registry, MBeanServer server) {
        this.registry = registry;
        this.server = server;
        registry.events().addListener(this);
    }

    MBeanServer server() {
        return server;
    }

    /** Brings the MBeans into line with the breakers. */
    synchronized void refresh() {
        long now = registry.changes();
        if (now == upTo) {
            return;
        }
        hasFusebox = hasFusebox || register(ObjectNames.FUSEBOX, new FuseboxMBean(registry));
        boolean all = hasFusebox;
        List<Breaker> present = registry.all();
        removeAllBut(present);
        for (Breaker breaker : present) {
            all &= beans.containsKey(breaker.id()) || add(breaker);
        }
        upTo = all ? now : -1;
    }

    private void removeAllBut(List<Breaker> present) {
        Map<BreakerId, Breaker> byId = new HashMap<>();
        for (Breaker breaker : present) {
            byId.put(breaker.id(), breaker);
        }
        for (BreakerId id : new ArrayList<>(beans.keySet())) {
            CircuitBreakerMBean bean = beans.get(id);
            if (bean != null && bean.breaker() != byId.get(id)) {
                beans.remove(id);
                unregister(bean.objectName());
            }
        }
    }

    private boolean add(Breaker breaker) {
        CircuitBreakerMBean bean = new CircuitBreakerMBean(registry, breaker, ObjectNames.of(breaker.id()));
        if (!register(bean.objectName(), bean)) {
            return false;
        }
        beans.put(breaker.id(), bean);
        return true;
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

    /** Takes all MBeans off the server. */
    synchronized void close() {
        registry.events().removeListener(this);
        removeAllBut(List.of());
        if (hasFusebox) {
            unregister(ObjectNames.FUSEBOX);
            hasFusebox = false;
        }
    }
}
