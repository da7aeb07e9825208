package io.fusebox.fleet.redis;

import java.io.Closeable;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

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

    /** The node of a Redis Cluster that answered last: it is there if the one of the URL is not. */
    private RedisAddress lastGood;

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
        this.lastGood = address;
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
                Object answer = answer(script, keys, arguments);
                lastGood = node;
                return answer;
            } catch (JedisMovedDataException moved) {
                HostAndPort target = moved.getTargetNode();
                if (redirections == MOST_REDIRECTIONS || target == null) {
                    throw failure(moved);
                }
                drop();
                String host = target.getHost();
                node = address.at(host == null || host.isEmpty() ? node.host() : host, target.getPort());
            } catch (RuntimeException | java.io.IOException failed) {
                throw failure(failed);
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
        DefaultJedisClientConfig.Builder options = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(timeoutMillis)
                .socketTimeoutMillis(timeoutMillis)
                .user(node.user())
                .password(password.read())
                .database(node.database())
                .clientName("fusebox")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (node.tls()) {
            options.ssl(true).sslSocketFactory(Tls.sockets()).sslParameters(Tls.parameters());
        }
        DefaultJedisClientConfig config = options.build();
        HostAndPort place = new HostAndPort(node.host(), node.port());
        Connection opened = new Connection(new DefaultJedisSocketFactory(place, config), config);
        connection = opened;
        if (closed) {
            drop();
            throw new java.io.IOException("closed");
        }
        return opened;
    }

    private RedisFailure failure(Exception failed) {
        RedisAddress where = node;
        boolean isAnswer = failed instanceof JedisDataException;
        String said = FailureText.said(FailureText.cause(failed));
        boolean isRefusal = failed instanceof JedisAccessControlException || said.startsWith("NOAUTH");
        // Redis 6 puts words of its own before an error that comes from within a script.
        boolean isOfThisNode =
                said.contains("READONLY ") || said.startsWith("LOADING") || said.startsWith("MASTERDOWN");
        if (!isAnswer || isRefusal || isOfThisNode) {
            drop();
        }
        if (!isAnswer || isOfThisNode) {
            node = node.equals(address) ? lastGood : address;
        }
        return new RedisFailure(FailureText.of(failed, where), kind(failed, said), isRefusal, failed);
    }

    /** See {@link RedisFailure#kind}. */
    private static String kind(Exception failed, String said) {
        if (failed instanceof JedisDataException) {
            int blank = said.indexOf(' ');
            return said.contains("READONLY ") ? "READONLY" : blank < 0 ? said : said.substring(0, blank);
        }
        Throwable cause = FailureText.cause(failed);
        if (cause instanceof SocketTimeoutException) {
            return RedisFailure.SILENT;
        }
        boolean isOfItsOwn = cause instanceof SSLException
                || cause instanceof GeneralSecurityException
                || !(failed instanceof JedisException);
        if (isOfItsOwn) {
            return cause.getClass().getName();
        }
        boolean isRefused = cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException;
        return isRefused ? RedisFailure.UNREACHABLE : RedisFailure.LOST;
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
