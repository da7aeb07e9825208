package io.fusebox.fleet.redis;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * One connection to Redis that runs scripts. It opens when it is first used and again after a failure, and follows a Redis
 * Cluster to the node that has the keys: those of a fleet are all on one. Starts no thread. For one thread, but for
 * {@link #close}.
 */
public final class RedisConnection implements Closeable {
    private static final int MOST_REDIRECTIONS = 3;

    /** Reads a password when a connection opens, so that a file with a new one counts. */
    @FunctionalInterface
    public interface Password {
        /** The password; null: none. */
        @Nullable
        String read() throws java.io.IOException;
    }

    private final RedisAddress address;
    private final Password password;
    private final int timeoutMillis;
    private RedisAddress node;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param timeoutMillis how long it waits for a connection, and for each answer
     */
    public RedisConnection(RedisAddress address, Password password, int timeoutMillis) {
        this.address = address;
        this.password = password;
        this.timeoutMillis = timeoutMillis;
        this.node = address;
    }

    /**
     * Runs a script.
     *
     * @param keys all keys that it touches
     * @return what it answers: null, a {@link Long}, a {@link String}, or a {@link List} of these
     * @throws RedisFailure if Redis is away, or refuses
     */
    public @Nullable Object run(Script script, List<String> keys, List<String> arguments) throws RedisFailure {
        for (int redirections = 0; ; redirections++) {
            try {
                return answer(script, keys, arguments);
            } catch (JedisRedirectionException moved) {
                HostAndPort target = moved.getTargetNode();
                drop();
                if (redirections == MOST_REDIRECTIONS || target == null) {
                    throw failure(moved);
                }
                String host = target.getHost();
                node = address.at(host == null || host.isEmpty() ? node.host() : host, target.getPort());
            } catch (JedisException failed) {
                throw failure(failed);
            } catch (RuntimeException | java.io.IOException failed) {
                drop();
                throw new RedisFailure(String.valueOf(failed.getMessage()), failed);
            }
        }
    }

    private @Nullable Object answer(Script script, List<String> keys, List<String> arguments)
            throws java.io.IOException {
        Connection open = open();
        List<String> command = new ArrayList<>();
        command.add(script.digest());
        command.add(Integer.toString(keys.size()));
        command.addAll(keys);
        command.addAll(arguments);
        try {
            open.sendCommand(Protocol.Command.EVALSHA, command.toArray(new String[0]));
            return text(open.getOne());
        } catch (JedisNoScriptException unknown) {
            command.set(0, script.text());
            open.sendCommand(Protocol.Command.EVAL, command.toArray(new String[0]));
            return text(open.getOne());
        }
    }

    private static @Nullable Object text(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (answer instanceof List<?> list) {
            List<@Nullable Object> texts = new ArrayList<>(list.size());
            for (Object element : list) {
                texts.add(text(element));
            }
            return texts;
        }
        if (answer instanceof JedisDataException error) {
            throw error;
        }
        return answer;
    }

    @SuppressWarnings("deprecation") // What stands in its place brings key stores along.
    private Connection open() throws java.io.IOException {
        Connection known = connection;
        if (known != null && !known.isBroken()) {
            return known;
        }
        drop();
        SSLParameters checked = new SSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(timeoutMillis)
                .socketTimeoutMillis(timeoutMillis)
                .user(node.user())
                .password(password.read())
                .database(node.database())
                .ssl(node.tls())
                .sslParameters(checked)
                .clientName("fusebox")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        HostAndPort place = new HostAndPort(node.host(), node.port());
        Connection opened = new Connection(new DefaultJedisSocketFactory(place, config), config);
        connection = opened;
        if (closed) {
            drop();
            throw new java.io.IOException("closed");
        }
        return opened;
    }

    private RedisFailure failure(JedisException failed) {
        Throwable first = failed;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        String said = String.valueOf(first.getMessage());
        if (failed instanceof JedisConnectionException || !(failed instanceof JedisDataException)) {
            drop();
            node = address;
        }
        if (failed instanceof JedisAccessControlException || said.startsWith("NOAUTH")) {
            drop();
            return new RedisFailure("Redis refuses user or password: " + said, true, failed);
        }
        if (said.startsWith("READONLY") || said.startsWith("LOADING") || said.startsWith("MASTERDOWN")) {
            drop();
            node = address;
        }
        return new RedisFailure(said, failed);
    }

    private void drop() {
        Connection known = connection;
        connection = null;
        if (known != null) {
            try {
                known.close();
            } catch (RuntimeException gone) {
                // It was broken; there is nothing to save.
            }
        }
    }

    /** Closes it for ever; a run under way on another thread fails soon. */
    @Override
    public void close() {
        closed = true;
        drop();
    }
}
