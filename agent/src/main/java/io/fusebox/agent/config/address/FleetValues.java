package io.fusebox.agent.config.address;

import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Numbers;
import io.fusebox.fleet.redis.RedisAddress;
import org.jspecify.annotations.Nullable;

/** Reads the values of the fleet's settings. Not loaded before one is written. */
public final class FleetValues {
    private static final String PLAIN = "redis://";
    private static final String TLS = "rediss://";
    private static final String HINT = "it looks like redis://redis.example.com:6379, or rediss:// for TLS";
    private static final int MAX_PORT = 65_535;

    private FleetValues() {}

    /** Parses {@code redis://[user@]host[:port][/database]}. */
    public static RedisAddress parse(String text) throws BadValue {
        boolean tls = text.startsWith(TLS);
        if (!tls && !text.startsWith(PLAIN)) {
            String rest = text.substring(text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3);
            if (text.indexOf("://") < 0 && isPlace(rest)) {
                throw BadValue.corrected("does not begin with redis:// or rediss://", PLAIN + rest);
            }
            throw new BadValue("does not begin with redis:// or rediss://", HINT);
        }
        String rest = text.substring(tls ? TLS.length() : PLAIN.length());
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? null : rest.substring(0, at);
        String place = rest.substring(at + 1);
        int colon = user == null ? -1 : user.indexOf(':');
        if (user != null && colon >= 0) {
            // The line shows the value: the hint must not show the password once more.
            throw new BadValue(
                    "has a password, which everybody reads who reads the settings",
                    "put it into a file, name that in fleet.password-file, and write here "
                            + (tls ? TLS : PLAIN)
                            + (colon == 0 ? "" : user.substring(0, colon) + '@') + place);
        }
        if (place.endsWith("/")) {
            place = place.substring(0, place.length() - 1);
        }
        int slash = place.indexOf('/');
        int database = 0;
        if (slash >= 0) {
            String number = place.substring(slash + 1);
            if (!number.matches("[0-9]{1,4}")) {
                throw new BadValue("has something behind the port that is no number of a database", HINT);
            }
            database = Integer.parseInt(number);
            place = place.substring(0, slash);
        }
        if (!isPlace(place) || (user != null && !user.matches("[^\\s/:@]+"))) {
            throw new BadValue("has no host, or a port that is not from 1 to " + MAX_PORT, HINT);
        }
        int split = portAt(place);
        String host = split < 0 ? place : place.substring(0, split);
        int port = split < 0 ? RedisAddress.DEFAULT_PORT : Integer.parseInt(place.substring(split + 1));
        boolean bracketed = host.startsWith("[");
        return new RedisAddress(bracketed ? host.substring(1, host.length() - 1) : host, port, tls, user, database);
    }

    /** The text with three stars in place of a password. */
    public static String withoutPassword(String text) {
        int begin = text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3;
        int at = text.lastIndexOf('@');
        int colon = text.indexOf(':', begin);
        return colon < 0 || at < colon ? text : text.substring(0, colon + 1) + "***" + text.substring(at);
    }

    private static int portAt(String place) {
        int bracket = place.lastIndexOf(']');
        return place.indexOf(':', Math.max(bracket, 0));
    }

    private static boolean isPlace(String place) {
        int split = portAt(place);
        String host = split < 0 ? place : place.substring(0, split);
        String port = split < 0 ? "1" : place.substring(split + 1);
        return host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")
                && port.matches("[0-9]{1,5}")
                && Integer.parseInt(port) >= 1
                && Integer.parseInt(port) <= MAX_PORT;
    }

    /** Checks the name of a fleet, and gives it back. */
    public static String fleetName(String text) throws BadValue {
        if (text.matches("[A-Za-z0-9._-]{1,100}")) {
            return text;
        }
        String plain = plainName(text);
        String what = "is no name of a fleet: it has other characters than A-Z a-z 0-9 . _ -, or more than 100";
        throw plain == null ? new BadValue(what, "a name looks like shop") : BadValue.corrected(what, plain);
    }

    /** Parses the quorum: a percentage above 0, at most 100. */
    public static double quorum(String text) throws BadValue {
        double percentage = Numbers.percentage(text);
        if (percentage <= 0 || percentage > 100) {
            throw new BadValue("must be more than 0% and at most 100%", "it looks like 50%");
        }
        return percentage;
    }

    /** The nearest name that a fleet may have; null if nothing is left of the text. */
    public static @Nullable String plainName(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? null : plain.substring(0, Math.min(plain.length(), 100));
    }
}
