package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.text.TerminalText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** {@code fleet force-open}, {@code force-close} and {@code auto}: an order to all JVMs. */
final class FleetMove implements FleetAction {
    static final List<String> OPERATIONS = List.of("force-open", "force-close", "auto");

    private static final int MOST_NAMED = 10;

    private final String operation;
    private final String breaker;
    private final String reason;

    FleetMove(String operation, String breaker, String reason) {
        this.operation = operation;
        this.breaker = breaker;
        this.reason = reason;
    }

    private boolean takesBack() {
        return operation.equals("auto");
    }

    @Override
    public void perform(FleetStore store, String fleet, Screen screen) throws CommandFailed {
        FleetView view = store.view(fleet);
        boolean isEmpty = view.hasNoJvm();
        boolean isOrdered =
                view.orders().stream().anyMatch(order -> order.breaker().equals(breaker));
        if (takesBack() && !isOrdered && !isEmpty) {
            throw new CommandFailed("there is no order for " + breaker + " in fleet " + fleet + ordered(view));
        }
        if (!takesBack() && !view.has(breaker)) {
            throw new CommandFailed("no JVM of fleet " + fleet + " has a breaker " + breaker + known(view));
        }
        store.order(fleet, breaker, operation, who(), reason);
        if (takesBack() && isEmpty) {
            screen.line(breaker + ": auto is kept for fleet " + fleet + "; no JVM of it polls Redis now"
                    + (isOrdered ? "" : "; Redis had no order for it, but a JVM may remember one"));
        } else {
            FleetReach reach = new FleetReach(view, breaker, operation.equals("force-open"));
            screen.line(breaker + ": " + operation + " on " + reach.count() + " of fleet " + fleet + " within 2 seconds"
                    + (takesBack() ? "" : ", and on those that start later, until auto"));
            if (!takesBack()) {
                reach.exceptions().forEach(screen::talk);
            }
        }
        others(view).forEach(screen::talk);
    }

    /** The orders beside this one: those for single keys of its name stay in force, and an auto for a key leaves that for its name. */
    private List<String> others(FleetView view) {
        List<String> lines = new ArrayList<>();
        for (FleetOrder order : view.orders()) {
            if (FleetOrder.isKeyOf(order.breaker(), breaker)) {
                lines.add(TerminalText.of(order.breaker()) + " keeps its own order: " + order.text());
            } else if (takesBack() && FleetOrder.isKeyOf(breaker, order.breaker())) {
                lines.add("the order for " + TerminalText.of(order.breaker()) + " is in force for it again: "
                        + order.text());
            }
        }
        return lines;
    }

    private static String ordered(FleetView view) {
        return view.orders().isEmpty()
                ? ""
                : "; there are orders for "
                        + String.join(
                                ", ",
                                view.orders().stream().map(FleetOrder::breaker).toList());
    }

    private static String known(FleetView view) {
        List<String> names =
                view.breakers().stream().map(FleetBreaker::id).limit(MOST_NAMED).toList();
        return names.isEmpty() ? "" : "; there are " + String.join(", ", names);
    }

    /** The user and the machine: {@code ann@laptop}. */
    private static String who() {
        String user = System.getProperty("user.name", "somebody");
        try {
            return user + '@' + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }
}
