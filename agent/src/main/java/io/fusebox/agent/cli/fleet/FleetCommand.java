package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.Arguments;
import io.fusebox.agent.cli.command.Command;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.cli.command.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code fleet}. */
public final class FleetCommand implements Command {
    /** What can be done with a fleet, as users write it. */
    public static final List<String> ACTIONS =
            List.of("status", "watch", "orders", "force-open", "force-close", "auto");

    private static final String REASON = "--reason";

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String parameters() {
        return "<action> <url> [breaker]";
    }

    @Override
    public String summary() {
        return "see and steer all JVMs that share a Redis";
    }

    @Override
    public String details() {
        return """
                The actions are status, watch, orders, force-open, force-close and auto. The URL is
                that of fleet.url: redis://host:6379, or rediss:// for TLS.

                status shows each breaker over all JVMs of the fleet: its states, sums, and the JVM
                on which it is not as on the others; watch shows it live, until q or Ctrl-C.
                force-open and force-close are in force on every JVM within 2 seconds, and on those
                that start later, until auto takes the order back; orders lists who ordered what.
                http[api.acme.com] is the breaker of one key, http alone means all its keys.

                  --name NAME           the fleet, where the Redis has several
                  --json                status, watch: all that is known, as a JSON object a line
                  --reason TEXT         why; every JVM logs it
                  --password-file FILE  its first line is the password of the Redis""";
    }

    @Override
    public void run(Arguments arguments, Screen screen) throws CommandMisused, CommandFailed {
        boolean json = arguments.option("--json");
        String reason = arguments.value(REASON);
        FleetTarget.Options options = FleetTarget.Options.of(arguments);
        String word = arguments.next("one of " + String.join(", ", ACTIONS));
        FleetTarget target = FleetTarget.of(options, arguments);
        FleetAction action = action(word, json, reason, arguments);
        arguments.end();
        try (FleetStore store = RedisStore.open(target)) {
            boolean isAuto = word.equals("auto");
            action.perform(store, isAuto ? target.fleetForAuto(store) : target.fleet(store), screen);
        }
    }

    private static FleetAction action(String word, boolean json, @Nullable String reason, Arguments arguments)
            throws CommandMisused {
        boolean isMove = FleetMove.OPERATIONS.contains(word);
        if (reason != null && !isMove) {
            throw new CommandMisused(REASON + " is for force-open, force-close and auto");
        }
        if (json && !word.equals("status") && !word.equals("watch")) {
            throw new CommandMisused("--json is for status and watch");
        }
        if (isMove) {
            return new FleetMove(word, arguments.next("the breaker's name"), reason == null ? "" : reason);
        }
        return switch (word) {
            case "status" -> new FleetStatus(json);
            case "watch" -> new FleetWatch(json);
            case "orders" -> new FleetOrders();
            default -> throw new CommandMisused("'" + word + "' is not one of " + String.join(", ", ACTIONS));
        };
    }
}
