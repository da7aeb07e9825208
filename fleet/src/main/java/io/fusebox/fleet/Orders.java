package io.fusebox.fleet;

import io.fusebox.State;
import io.fusebox.fleet.redis.PlainText;
import io.fusebox.internal.engine.FleetMoves;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders that this JVM knows. An order is in force until another one for the same breaker takes its place; {@code auto} is an
 * order, too. So no order vanishes with a Redis that lost its data: each JVM keeps what it knows, and gives it back.
 *
 * <p>For the fleet's thread; {@link #inForce} and {@link #forced} for any.
 */
final class Orders {
    private final Map<String, Order> newest = new ConcurrentHashMap<>();
    private final FleetHost host;
    private long number;
    private volatile int inForce;

    Orders(FleetHost host) {
        this.host = host;
    }

    /** The number of the newest order that it knows; 0: none. */
    long number() {
        return number;
    }

    /** How many breakers have a forced state by an order. */
    int inForce() {
        return inForce;
    }

    /**
     * Hears what Redis has: breaker, order, breaker, order, ...
     *
     * @return what Redis should know, in the same form; empty if it knows all
     */
    List<String> hear(long redisNumber, List<?> pairs) {
        Map<String, Order> there = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            String breaker = String.valueOf(pairs.get(i));
            Order order = Order.read(breaker, String.valueOf(pairs.get(i + 1)));
            if (order != null) {
                there.put(breaker, order);
            }
        }
        for (Order order : there.values()) {
            Order known = newest.get(order.breaker());
            if (known == null || order.number() > known.number()) {
                newest.put(order.breaker(), order);
                tell(order, known);
            }
        }
        List<String> lost = new ArrayList<>();
        for (Order known : newest.values()) {
            Order other = there.get(known.breaker());
            if (other == null || other.number() < known.number()) {
                lost.add(known.breaker());
                lost.add(known.json());
            }
        }
        number = redisNumber;
        return lost;
    }

    private void tell(Order order, @Nullable Order before) {
        if (!order.isKnown()) {
            host.line("fleet: " + PlainText.of(order.breaker()) + ": this version of Fusebox does not know '"
                    + order.operation() + "' " + order.origin() + "; it forces nothing here, as after auto");
        } else if (order.state() != null || (before != null && before.state() != null)) {
            host.line("fleet: " + PlainText.of(order.breaker()) + ": " + order.operation() + " " + order.origin());
        }
    }

    /** Puts all of them in force, again at each poll: a breaker may be new, or a local move may have left an order. */
    void apply(Registry registry) {
        int forced = 0;
        for (Breaker breaker : registry.all()) {
            Order order = of(breaker);
            State state = order == null ? null : order.state();
            if (order != null && state != null) {
                forced++;
                var unused = FleetMoves.force(breaker.machine(), state, order.origin());
            } else if (FleetMoves.takeBack(
                    breaker.machine(), order == null ? "the fleet has no order any more" : order.origin())) {
                host.takenBack(breaker);
            }
        }
        inForce = forced;
    }

    /** The order that forces a breaker's state; null: none does. */
    @Nullable
    Order forced(Breaker breaker) {
        Order order = of(breaker);
        return order == null || order.state() == null ? null : order;
    }

    /**
     * The order for the key itself is stronger than that for the name. An {@code auto} takes back the order for the very words that
     * it names, and no other: the order for the name stands, and is in force again for the key.
     */
    private @Nullable Order of(Breaker breaker) {
        if (newest.isEmpty()) {
            return null;
        }
        Order ofName = newest.get(breaker.name());
        Order ofKey = breaker.id().isKeyed() ? newest.get(breaker.id().toString()) : null;
        if (ofKey == null || ofName == null) {
            return ofKey == null ? ofName : ofKey;
        }
        boolean isOfKey = ofKey.state() != null || (ofName.state() == null && ofKey.number() > ofName.number());
        return isOfKey ? ofKey : ofName;
    }

    /** The JVM leaves the fleet: what orders forced is taken back. */
    void end(Registry registry) {
        newest.clear();
        apply(registry);
    }
}
