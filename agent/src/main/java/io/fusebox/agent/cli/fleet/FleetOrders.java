package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import java.util.List;

/** {@code fleet orders}: who ordered what, newest first. */
final class FleetOrders implements FleetAction {

    @Override
    public void perform(FleetStore store, String fleet, Screen screen) throws CommandFailed {
        List<FleetOrder> orders = store.pastOrders(fleet);
        if (orders.isEmpty()) {
            screen.talk("nobody has given fleet " + fleet + " an order");
        }
        int width = orders.stream()
                .mapToInt(order -> order.breaker().length())
                .max()
                .orElse(0);
        for (FleetOrder order : orders) {
            String operation = order.operation();
            screen.line(order.at() + "  " + pad(order.breaker(), width) + "  " + pad(operation, 11) + "  " + order.who()
                    + (order.reason().isEmpty() ? "" : ": " + order.reason()));
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
