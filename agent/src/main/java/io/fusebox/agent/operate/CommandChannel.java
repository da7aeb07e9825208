package io.fusebox.agent.operate;

import io.fusebox.internal.engine.OwnCalls;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of the channel: a Unix domain socket in a folder that only this user may enter. Nothing listens on the
 * network. It stays open until the agent goes, so that the agent is loaded once, however many commands come. Safe for use by
 * any thread.
 */
public final class CommandChannel {
    /** More commands at a time are turned away. */
    private static final int MOST_AT_A_TIME = 16;

    private static final long PAUSE_NANOS = 100_000_000;

    private final Requests requests;
    private final ServerSocketChannel server;
    private final Path folder;
    private final Path socket;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    private CommandChannel(Requests requests, ServerSocketChannel server, Path folder, Path socket) {
        this.requests = requests;
        this.server = server;
        this.folder = folder;
        this.socket = socket;
    }

    /**
     * Opens it.
     *
     * @throws IOException if this system has no such sockets, or no folder where one may be
     */
    public static CommandChannel open(Requests requests) throws IOException {
        IOException last = null;
        for (String parent : new String[] {System.getProperty("java.io.tmpdir", "/tmp"), "/tmp"}) {
            Path folder = null;
            Path socket = null;
            try {
                // Only its owner may enter a temporary directory.
                folder = Files.createTempDirectory(Path.of(parent), "fusebox");
                socket = folder.resolve(Long.toString(ProcessHandle.current().pid()));
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                try {
                    server.bind(UnixDomainSocketAddress.of(socket));
                } catch (IOException e) {
                    server.close();
                    throw e;
                }
                // What is named first goes last.
                folder.toFile().deleteOnExit();
                socket.toFile().deleteOnExit();
                CommandChannel channel = new CommandChannel(requests, server, folder, socket);
                start(channel::accept, "fusebox-commands");
                return channel;
            } catch (IOException | RuntimeException e) {
                // Such as a path that is too long for a socket.
                last = new IOException(e.getMessage(), e);
                delete(socket);
                delete(folder);
            }
        }
        throw last;
    }

    /** Where a command finds it. */
    public String address() {
        return socket.toString();
    }

    /** Ends it, and the connections that there are. */
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
        for (SocketChannel connection : connections) {
            close(connection);
        }
        delete(socket);
        delete(folder);
    }

    private void accept() {
        var unused = OwnCalls.begin();
        while (server.isOpen()) {
            SocketChannel connection = null;
            try {
                connection = server.accept();
                if (connections.size() >= MOST_AT_A_TIME) {
                    close(connection);
                } else {
                    connections.add(connection);
                    SocketChannel served = connection;
                    start(() -> serve(served), "fusebox-command");
                }
            } catch (IOException | OutOfMemoryError e) {
                // No file or thread is left, say: this command is lost. The next is tried after a pause.
                if (connection != null) {
                    connections.remove(connection);
                    close(connection);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(SocketChannel connection) {
        // Whatever is guarded and open: an operator gets through.
        var unused = OwnCalls.begin();
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(connection)));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(connection)));
            while (true) {
                Message.write(out, answer(Message.read(in)));
            }
        } catch (IOException end) {
            // The command has ended.
        } finally {
            close(connection);
            connections.remove(connection);
        }
    }

    private List<String> answer(List<String> request) {
        List<String> answer = new ArrayList<>();
        try {
            answer.add(ChannelClient.DONE);
            answer.addAll(requests.answer(request));
        } catch (RequestFailed refused) {
            answer = List.of(ChannelClient.FAILED, String.valueOf(refused.getMessage()));
        } catch (RuntimeException | Error fault) {
            answer = List.of(ChannelClient.FAILED, "met a fault inside Fusebox: " + fault);
        }
        return answer;
    }

    private static void start(Runnable work, String name) {
        // In the group of Fusebox's thread, which opens the channel; without anything of the program.
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    private static void delete(@Nullable Path path) {
        if (path != null) {
            File file = path.toFile();
            var unused = file.delete();
        }
    }
}
