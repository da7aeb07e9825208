package io.fusebox.agent.cli.fleet;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.CommandMisused;
import io.fusebox.agent.config.address.FleetValues;
import io.fusebox.agent.config.value.BadValue;
import io.fusebox.fleet.redis.FleetKeys;
import io.fusebox.fleet.redis.RedisAddress;
import io.fusebox.fleet.redis.RedisConnection;
import io.fusebox.fleet.redis.RedisFailure;
import io.fusebox.fleet.redis.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A Redis by the connection that the JVMs of a fleet use, too. For use by one thread. */
public final class RedisStore implements FleetStore {
    private static final int TIMEOUT_MILLIS = 3_000;

    /** One answer holds the snapshots of so many JVMs at most. */
    private static final int BATCH = 50;

    private final RedisAddress address;
    private final RedisConnection connection;

    private RedisStore(RedisAddress address, RedisConnection connection) {
        this.address = address;
        this.connection = connection;
    }

    /**
     * A Redis that is connected to when it is asked first.
     *
     * @throws CommandMisused if the URL is none
     * @throws CommandFailed if the file with the password cannot be read
     */
    public static FleetStore open(FleetTarget target) throws CommandMisused, CommandFailed {
        try {
            RedisAddress address = FleetValues.parse(target.url());
            BadValue alone = FleetValues.userAlone(address, target.url(), target.passwordFile() != null);
            if (alone != null) {
                throw alone;
            }
            String password = password(target.passwordFile());
            return new RedisStore(address, new RedisConnection(address, () -> password, TIMEOUT_MILLIS));
        } catch (BadValue bad) {
            throw new CommandMisused(
                    ("the URL '" + FleetValues.shown(target.url()) + "' " + bad.what() + "; " + bad.instead())
                            .replace("fleet.password-file", "--password-file"));
        }
    }

    private static @Nullable String password(@Nullable String file) throws CommandFailed {
        if (file == null) {
            return null;
        }
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (IOException | RuntimeException e) {
            throw new CommandFailed("the password file " + file + " cannot be read", e);
        }
    }

    @Override
    public KnownFleets fleets() throws CommandFailed {
        Set<String> names = new TreeSet<>();
        String cursor = "0";
        do {
            List<?> answer = list(run(Script.FLEETS, List.of(), List.of(cursor)));
            cursor = String.valueOf(answer.get(0));
            for (Object key : list(answer.get(1))) {
                names.add(FleetKeys.fleetOf(String.valueOf(key)));
            }
        } while (!cursor.equals("0"));
        Map<String, Long> silent = new HashMap<>();
        for (String name : names) {
            // One at a time: in a Redis Cluster each has a slot of its own.
            Object millis = run(Script.HEARD, List.of(new FleetKeys(name).jvms()), List.of());
            if (millis instanceof Long known && known >= 0) {
                silent.put(name, known);
            }
        }
        return new KnownFleets(silent);
    }

    @Override
    public FleetView view(String fleet) throws CommandFailed {
        FleetKeys keys = new FleetKeys(fleet);
        List<?> answer = list(run(Script.MEMBERS, List.of(keys.jvms(), keys.orders()), List.of()));
        List<String> ids = texts(answer.get(0));
        List<FleetOrder> orders = newestOrders(texts(answer.get(1)));
        orders.removeIf(order -> !order.isInForce());
        orders.sort(Comparator.comparing(FleetOrder::breaker));
        List<Member> members = new ArrayList<>();
        int unreadable = 0;
        for (int begin = 0; begin < ids.size(); begin += BATCH) {
            List<String> some = ids.subList(begin, Math.min(ids.size(), begin + BATCH));
            List<?> snapshots =
                    list(run(Script.SNAPSHOTS, some.stream().map(keys::jvm).toList(), List.of()));
            for (int i = 0; i < some.size(); i++) {
                // One that has ended has no snapshot any more.
                if (snapshots.get(i) instanceof String json) {
                    try {
                        members.add(Member.read(some.get(i), json));
                    } catch (IOException e) {
                        unreadable++;
                    }
                }
            }
        }
        members.sort(Comparator.comparing(Member::title));
        return new FleetView(fleet, members, orders, unreadable);
    }

    @Override
    public List<FleetOrder> pastOrders(String fleet) throws CommandFailed {
        return orders(texts(run(Script.PAST_ORDERS, List.of(new FleetKeys(fleet).ordersLog()), List.of())));
    }

    @Override
    public void order(String fleet, String breaker, String operation, String who, String reason) throws CommandFailed {
        FleetKeys keys = new FleetKeys(fleet);
        run(
                Script.ORDER,
                List.of(keys.orders(), keys.ordersVersion(), keys.ordersLog()),
                List.of(breaker, operation, who, reason));
    }

    private @Nullable Object run(Script script, List<String> keys, List<String> arguments) throws CommandFailed {
        try {
            return connection.run(script, keys, arguments);
        } catch (RedisFailure failure) {
            throw new CommandFailed(address + reason(String.valueOf(failure.getMessage())), failure);
        }
    }

    private static String reason(String said) {
        if (said.contains("NOAUTH")) {
            return " wants a password: add --password-file with a file whose first line is the password";
        }
        if (said.contains("WRONGPASS")) {
            return " refuses the password, or the user of the URL";
        }
        if (said.contains("timed out")) {
            return " does not answer within " + TIMEOUT_MILLIS / 1000 + " s: it may be stopped, or cut off"
                    + (said.contains("without TLS") ? ", or a port without TLS" : "");
        }
        return ": " + said;
    }

    /** @param pairs breaker, order, breaker, order, ... */
    private static List<FleetOrder> newestOrders(List<String> pairs) {
        List<FleetOrder> orders = new ArrayList<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            for (FleetOrder order : orders(List.of(pairs.get(i + 1)))) {
                // As for the JVMs: the key says what it is for.
                orders.add(order.of(pairs.get(i)));
            }
        }
        return orders;
    }

    private static List<FleetOrder> orders(List<String> texts) {
        List<FleetOrder> orders = new ArrayList<>();
        for (String text : texts) {
            try {
                orders.add(FleetOrder.read(text));
            } catch (IOException e) {
                // Not written by Fusebox: the JVMs do not heed it either.
            }
        }
        return orders;
    }

    private static List<String> texts(@Nullable Object answer) {
        return list(answer).stream().map(String::valueOf).toList();
    }

    private static List<?> list(@Nullable Object answer) {
        return answer instanceof List<?> list ? list : List.of();
    }

    @Override
    public void close() {
        connection.close();
    }
}
