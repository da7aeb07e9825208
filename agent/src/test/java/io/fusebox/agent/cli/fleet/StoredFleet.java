package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Redis with one fleet, which can be away. */
final class StoredFleet implements FleetStore {
    final List<String> given = new ArrayList<>();
    FleetView view = new Fleets().view();

    @Nullable
    String problem;

    @Override
    public KnownFleets fleets() {
        return new KnownFleets(view.isEmpty() ? Map.of() : Map.of(view.name(), 1_000L));
    }

    @Override
    public FleetView view(String fleet) throws CommandFailed {
        String away = problem;
        if (away != null) {
            throw new CommandFailed(away);
        }
        return view;
    }

    @Override
    public List<FleetOrder> pastOrders(String fleet) {
        return List.of();
    }

    @Override
    public void order(String fleet, String breaker, String operation, String who, String reason) {
        given.add(fleet + ' ' + breaker + ' ' + operation);
    }

    @Override
    public void close() {}
}
