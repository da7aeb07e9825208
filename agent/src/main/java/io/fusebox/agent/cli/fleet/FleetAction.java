package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;

/** What a user wants of a fleet. */
interface FleetAction {
    /** Does it, as {@code Command.run}. */
    void perform(FleetStore store, String fleet, Screen screen) throws CommandFailed;
}
