package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import org.jspecify.annotations.Nullable;

/**
 * Which Redis, and which of its fleets, a command is about. Immutable.
 *
 * @param url of the Redis
 * @param name of the fleet; null: the only one there
 * @param passwordFile the file with the password of the Redis; null: it takes none
 */
public record FleetTarget(
        String url, @Nullable String name, @Nullable String passwordFile) {
    private static final String NAME = "--name";
    private static final String PASSWORD_FILE = "--password-file";

    /** Takes it out of the arguments: the options, wherever they stand, then a word before the URL, then the URL. */
    static FleetTarget of(Options options, Arguments arguments) throws CommandMisused {
        return new FleetTarget(arguments.next("the URL of the Redis"), options.name(), options.passwordFile());
    }

    /** Takes it out of the arguments of a command for which the URL is the value of an option; null: that is not there. */
    public static @Nullable FleetTarget ofOption(String option, Arguments arguments) throws CommandMisused {
        String url = arguments.value(option);
        Options options = Options.of(arguments);
        if (url == null) {
            if (options.name() != null || options.passwordFile() != null) {
                throw new CommandMisused(NAME + " and " + PASSWORD_FILE + " are for " + option);
            }
            return null;
        }
        return new FleetTarget(url, options.name(), options.passwordFile());
    }

    /** The options, which are to be taken before all words. */
    record Options(@Nullable String name, @Nullable String passwordFile) {
        static Options of(Arguments arguments) throws CommandMisused {
            return new Options(arguments.value(NAME), arguments.value(PASSWORD_FILE));
        }
    }

    /**
     * The name of the fleet that is meant.
     *
     * @throws CommandFailed if it has neither a JVM nor an order, or if there are several and none was named
     */
    public String fleet(FleetStore store) throws CommandFailed {
        KnownFleets fleets = store.fleets();
        if (name != null) {
            // One node of a cluster does not list the fleets of the others, but leads to their keys.
            if (!fleets.contains(name) && store.view(name).isEmpty()) {
                throw new CommandFailed("there is no fleet '" + name + "' at " + url + "; " + fleets.text());
            }
            return name;
        }
        return fleets.only(url);
    }

    /** The same for an {@code auto}: a fleet that was named need not be there, since its JVMs may be away and remember the order. */
    String fleetForAuto(FleetStore store) throws CommandFailed {
        return name == null ? fleet(store) : name;
    }
}
