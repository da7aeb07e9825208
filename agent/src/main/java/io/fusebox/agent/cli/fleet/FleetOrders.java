package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.text.TerminalText;
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
                .mapToInt(order -> TerminalText.of(order.breaker()).length())
                .max()
                .orElse(0);
        for (FleetOrder order : orders) {
            String breaker = TerminalText.of(order.breaker());
            String operation = TerminalText.of(order.operation());
            String reason = TerminalText.of(order.reason());
            // A line break in a text would forge an entry.
            screen.line(order.at() + "  " + pad(breaker, width) + "  " + pad(operation, 11) + "  "
                    + TerminalText.of(order.who()) + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
