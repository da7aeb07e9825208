package io.fusebox.fleet.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script that Redis runs as one step: text in Lua, from a resource beside this class. Immutable.
 *
 * <p>Redis' own time decides in all of them; no clock of a JVM is compared with another. Each uses the keys that it is given
 * and no others, so that it runs in a Redis Cluster.
 */
public final class Script {
    /** A JVM says what it knows and hears what it must do; see the comment in {@code poll.lua}. */
    public static final Script POLL = new Script("poll");

    /** A new order; see {@code order.lua}. */
    public static final Script ORDER = new Script("order");

    /** The orders that a JVM knows, for a Redis that lost them; see {@code restore.lua}. */
    public static final Script RESTORE = new Script("restore");

    /** The fleets of a Redis; see {@code fleets.lua}. */
    public static final Script FLEETS = new Script("fleets");

    /** How long ago a fleet was heard; see {@code heard.lua}. */
    public static final Script HEARD = new Script("heard");

    /** The JVMs and the orders of a fleet; see {@code members.lua}. */
    public static final Script MEMBERS = new Script("members");

    /** What JVMs published; see {@code snapshots.lua}. */
    public static final Script SNAPSHOTS = new Script("snapshots");

    /** The orders of the past; see {@code past-orders.lua}. */
    public static final Script PAST_ORDERS = new Script("past-orders");

    private final String text;
    private final String digest;

    private Script(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name + ".lua");
            }
            byte[] bytes = in.readAllBytes();
            text = new String(bytes, StandardCharsets.UTF_8);
            digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text in Lua. */
    public String text() {
        return text;
    }

    /** The name under which Redis keeps it: the SHA-1 of the text. */
    String digest() {
        return digest;
    }
}
