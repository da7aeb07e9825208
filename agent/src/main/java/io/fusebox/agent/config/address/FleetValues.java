package io.fusebox.agent.config.address;

import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Numbers;
import io.fusebox.fleet.redis.RedisAddress;
import java.util.Locale;
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
            throw otherScheme(text);
        }
        String rest = text.substring(tls ? TLS.length() : PLAIN.length());
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? null : rest.substring(0, at);
        String place = rest.substring(at + 1);
        int colon = user == null ? -1 : user.indexOf(':');
        if (user != null && colon >= 0) {
            // The line shows the value: the hint must not show the password once more.
            boolean isAlone = colon == 0 || colon == user.length() - 1;
            throw new BadValue(
                    "has a password, which everybody reads who reads the settings",
                    "put it into a file, name that in fleet.password-file, and write here "
                            + (tls ? TLS : PLAIN)
                            + (isAlone ? "" : user.substring(0, colon) + '@') + withoutQuery(place));
        }
        if (user != null && !user.matches("[^\\s/@]+")) {
            throw new BadValue("has something before the @ that is no user name", HINT);
        }
        if (place.indexOf(',') >= 0) {
            throw new BadValue(
                    "names more than one Redis",
                    "one is enough, also of a Redis Cluster, as in " + (tls ? TLS : PLAIN) + "redis.example.com:6379");
        }
        if (place.indexOf('?') >= 0) {
            throw new BadValue("has a question mark, and a Redis takes no parameters here", HINT);
        }
        return address(place.endsWith("/") ? place.substring(0, place.length() - 1) : place, tls, user);
    }

    private static RedisAddress address(String text, boolean tls, @Nullable String user) throws BadValue {
        String place = text;
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
        if (!isPlace(place)) {
            throw new BadValue("has no host, or a port that is not from 1 to " + MAX_PORT, HINT);
        }
        int split = portAt(place);
        String host = split < 0 ? place : place.substring(0, split);
        int port = split < 0 ? RedisAddress.DEFAULT_PORT : Integer.parseInt(place.substring(split + 1));
        boolean bracketed = host.startsWith("[");
        return new RedisAddress(bracketed ? host.substring(1, host.length() - 1) : host, port, tls, user, database);
    }

    private static BadValue otherScheme(String text) {
        String what = "does not begin with redis:// or rediss://";
        int scheme = text.indexOf("://");
        if (scheme < 0 && isPlace(text)) {
            return BadValue.corrected(what, PLAIN + text);
        }
        String meant =
                switch (scheme < 0 ? "" : text.substring(0, scheme).toLowerCase(Locale.ROOT)) {
                    case "redis", "valkey" -> PLAIN;
                    case "rediss", "valkeys", "redis+tls", "redis+ssl", "redis-ssl", "redis-tls" -> TLS;
                    default -> null;
                };
        return meant != null && isPlace(text.substring(scheme + 3))
                ? BadValue.corrected(what, meant + text.substring(scheme + 3))
                : new BadValue(what, HINT);
    }

    /**
     * What is wrong if an address has a user and there is no file with a password: Redis lets no user in without one, and people
     * write a password there and forget its colon. Null: nothing is wrong. Whoever shows the address beside it shows {@link #shown}.
     */
    public static @Nullable BadValue userAlone(RedisAddress redis, String text, boolean hasPasswordFile) {
        if (redis.user() == null || hasPasswordFile) {
            return null;
        }
        int at = text.lastIndexOf('@');
        return new BadValue(
                "has a user before the @, and there is no fleet.password-file",
                "put the password into a file, and name that in fleet.password-file; if what is before the @ is the"
                        + " password itself, "
                        // A placeholder may stand for all of it.
                        + (at < 0
                                ? "leave it out of the address"
                                : "write here " + (redis.tls() ? TLS : PLAIN) + text.substring(at + 1)));
    }

    /** The text of a wrong address with three stars in place of whatever may be a password. */
    public static String shown(String text) {
        int begin = text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3;
        int at = text.lastIndexOf('@');
        int colon = text.indexOf(':', begin);
        if (at < begin) {
            return withoutQuery(text);
        }
        boolean hasUser = colon > begin && colon < at - 1;
        return text.substring(0, hasUser ? colon + 1 : begin) + (colon == begin ? ":" : "") + "***"
                + withoutQuery(text.substring(at));
    }

    private static String withoutQuery(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark) + "?***";
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
        String plain = text.strip();
        if (plain.equalsIgnoreCase("all")) {
            throw BadValue.corrected("is not a percentage", "100%");
        }
        if (plain.equalsIgnoreCase("half")) {
            throw BadValue.corrected("is not a percentage", "50%");
        }
        if (plain.matches("[0-9]{1,4}|.*[A-Za-z/].*") && !plain.matches("[0-9. ]+(%|percent|pct|per cent|prozent)")) {
            // 2 may be two JVMs or 2%, and 50 may be a percentage: nobody knows.
            throw new BadValue(
                    "is not a percentage",
                    "it is a share of the JVMs that call the breaker, as in 50%, and never fewer than two of them; a"
                            + " number of JVMs is not supported");
        }
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
