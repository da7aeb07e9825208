package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.view.BreakerView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fleet as Redis knows it at one moment. Immutable.
 *
 * @param name of the fleet
 * @param members the JVMs that have published in the last 10 seconds
 * @param orders those in force
 * @param unreadable how many JVMs published what cannot be read
 */
public record FleetView(String name, List<Member> members, List<FleetOrder> orders, int unreadable) {
    public FleetView {
        members = List.copyOf(members);
        orders = List.copyOf(orders);
    }

    /** Whether it has neither a JVM nor a standing order. */
    boolean isEmpty() {
        return members.isEmpty() && unreadable == 0 && orders.isEmpty();
    }

    /** Whether no JVM of it has been heard of in the last 10 seconds. */
    boolean hasNoJvm() {
        return members.isEmpty() && unreadable == 0;
    }

    /** Each breaker over all JVMs: what is not CLOSED first, then by name. */
    public List<FleetBreaker> breakers() {
        Map<String, FleetBreaker> byId = new LinkedHashMap<>();
        for (Member member : members) {
            for (BreakerView breaker : member.program().breakers()) {
                byId.computeIfAbsent(breaker.id(), FleetBreaker::new).add(member, breaker);
            }
        }
        List<FleetBreaker> breakers = new ArrayList<>(byId.values());
        breakers.sort(Comparator.comparingInt(FleetBreaker::gravity).thenComparing(FleetBreaker::id));
        return breakers;
    }

    /** Whether a JVM has a breaker of that name; of {@code http[api.acme.com]} the name is {@code http}. */
    boolean has(String breaker) {
        int bracket = breaker.endsWith("]") ? breaker.indexOf('[') : -1;
        String named = bracket < 0 ? breaker : breaker.substring(0, bracket);
        return members.stream()
                .flatMap(member -> member.program().breakers().stream())
                .anyMatch(one -> one.name().equals(named));
    }

    /** The order that holds for a breaker; that for its very key is stronger than that for its name. Null: none does. */
    @Nullable
    FleetOrder orderFor(String breaker) {
        FleetOrder found = null;
        for (FleetOrder order : orders) {
            if (order.breaker().equals(breaker)) {
                return order;
            }
            if (FleetOrder.isKeyOf(breaker, order.breaker())) {
                found = order;
            }
        }
        return found;
    }

    /** How many JVMs, breakers and orders there are. */
    public String sum() {
        int breakers = breakers().size();
        long calm =
                breakers().stream().filter(one -> one.states().equals("CLOSED")).count();
        return "fleet " + name + ": " + counted(members.size(), "JVM") + ", " + counted(breakers, "breaker")
                + (calm == breakers ? "" : " (" + (breakers - calm) + " not closed everywhere)")
                + (orders.isEmpty() ? "" : ", " + counted(orders.size(), "order"));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
