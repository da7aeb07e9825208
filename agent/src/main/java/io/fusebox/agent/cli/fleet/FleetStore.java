package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import java.util.List;

/** What a Redis holds about fleets. For use by one thread. Each method fails with one sentence that says why. */
public interface FleetStore extends AutoCloseable {
    /** The fleets in this Redis, those without JVMs too. */
    KnownFleets fleets() throws CommandFailed;

    /** What the JVMs of a fleet published, and the orders that are in force. */
    FleetView view(String fleet) throws CommandFailed;

    /** The orders that were given to a fleet, newest first; as many as Redis keeps. */
    List<FleetOrder> pastOrders(String fleet) throws CommandFailed;

    /** Orders; Redis adds the time. */
    void order(String fleet, String breaker, String operation, String who, String reason) throws CommandFailed;

    @Override
    void close();
}
