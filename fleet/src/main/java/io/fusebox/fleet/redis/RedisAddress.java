package io.fusebox.fleet.redis;

import org.jspecify.annotations.Nullable;

/**
 * Where Redis is. Immutable.
 *
 * @param host its name or address
 * @param port from 1 to 65535
 * @param tls whether the connection is encrypted
 * @param user the name of the user; null: the default user
 * @param database its number; a Redis Cluster has only 0
 */
public record RedisAddress(
        String host, int port, boolean tls, @Nullable String user, int database) {
    /** The port of a Redis that is installed and not configured. */
    public static final int DEFAULT_PORT = 6379;

    /** The same Redis at another place: a node of a Redis Cluster that has the keys. */
    RedisAddress at(String otherHost, int otherPort) {
        return new RedisAddress(otherHost, otherPort, tls, user, database);
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://")
                + (user == null ? "" : user + '@')
                + (host.indexOf(':') < 0 ? host : '[' + host + ']')
                + ':'
                + port
                + (database == 0 ? "" : "/" + database);
    }
}
