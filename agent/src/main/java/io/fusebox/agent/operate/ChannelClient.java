package io.fusebox.agent.operate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command's end of the channel to the agent of another JVM of the same user. For one thread. */
public final class ChannelClient implements AutoCloseable {
    static final String DONE = "done";
    static final String FAILED = "failed";

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;

    private ChannelClient(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    /**
     * Connects.
     *
     * @param pid the process, which may have a file system of its own, as in a container
     * @param address what its {@link CommandChannel#address} says
     * @throws IOException if nobody listens there
     */
    public static ChannelClient connect(String pid, String address) throws IOException {
        Path socket = Path.of(address);
        Path inContainer = Path.of("/proc/" + pid + "/root" + address);
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(
                    !Files.exists(socket) && Files.exists(inContainer) ? inContainer : socket));
            return new ChannelClient(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws RequestFailed if the agent cannot do it; the message says why
     * @throws IOException if the agent has gone
     */
    public List<String> ask(Request request, String... arguments) throws IOException, RequestFailed {
        List<String> texts = new ArrayList<>();
        texts.add(request.name());
        texts.addAll(List.of(arguments));
        Message.write(out, texts);
        List<String> answer = Message.read(in);
        if (!answer.get(0).equals(DONE)) {
            throw new RequestFailed(answer.get(1));
        }
        return answer.subList(1, answer.size());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
