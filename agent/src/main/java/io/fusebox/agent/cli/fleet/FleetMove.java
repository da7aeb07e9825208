package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** {@code fleet force-open}, {@code force-close} and {@code auto}: an order to all JVMs. */
final class FleetMove implements FleetAction {
    static final List<String> OPERATIONS = List.of("force-open", "force-close", "auto");

    private final String operation;
    private final String breaker;
    private final String reason;

    FleetMove(String operation, String breaker, String reason) {
        this.operation = operation;
        this.breaker = breaker;
        this.reason = reason;
    }

    @Override
    public void perform(FleetStore store, String fleet, Screen screen) throws CommandFailed {
        FleetView view = store.view(fleet);
        boolean isOrdered =
                view.orders().stream().anyMatch(order -> order.breaker().equals(breaker));
        if (operation.equals("auto") && !isOrdered) {
            throw new CommandFailed("there is no order for " + breaker + " in fleet " + fleet + ordered(view));
        }
        if (!operation.equals("auto") && !view.has(breaker)) {
            throw new CommandFailed("no JVM of fleet " + fleet + " has a breaker " + breaker + known(view));
        }
        store.order(fleet, breaker, operation, who(), reason);
        screen.line(breaker + ": " + operation + " on " + view.members().size()
                + (view.members().size() == 1 ? " JVM" : " JVMs") + " of fleet " + fleet + " within 2 seconds"
                + (operation.equals("auto") ? "" : ", and on those that start later, until auto"));
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
                view.breakers().stream().map(FleetBreaker::id).limit(10).toList();
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
