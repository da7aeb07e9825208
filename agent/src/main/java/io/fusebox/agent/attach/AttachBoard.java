package io.fusebox.agent.attach;

import java.util.Properties;
import jdk.internal.vm.VMSupport;

/**
 * What tools outside this JVM read of the agent without loading anything into it: the agent properties of the attach API,
 * which programs do not see and through which the JDK itself says where its JMX connector is.
 */
public final class AttachBoard {
    /** The version of the agent that runs; absent if none does. */
    public static final String VERSION = "fusebox.version";

    /** The configuration file. */
    public static final String FILE = "fusebox.file";

    /** {@code on}, {@code read-only} or {@code off}. */
    public static final String JMX = "fusebox.jmx";

    /** Where the socket of its channel is; absent until the first command asked for it. */
    public static final String CHANNEL = "fusebox.channel";

    /** The number of a request, a space, {@link #DONE} or {@link #FAILED}, a space, what came of it in words. */
    public static final String ANSWER = "fusebox.answer";

    public static final String DONE = "done";
    public static final String FAILED = "failed";

    private AttachBoard() {}

    static void answer(String id, boolean done, String text) {
        board().setProperty(ANSWER, id + ' ' + (done ? DONE : FAILED) + ' ' + text);
    }

    /** Says that an agent runs. */
    public static void show(String file, String jmx) {
        Properties board = board();
        board.setProperty(VERSION, AgentVersion.NUMBER);
        board.setProperty(FILE, file);
        board.setProperty(JMX, jmx);
    }

    /** Says where its channel is. */
    public static void showChannel(String address) {
        board().setProperty(CHANNEL, address);
    }

    /** Says that none runs. */
    public static void clear() {
        Properties board = board();
        board.remove(CHANNEL);
        board.remove(VERSION);
        board.remove(FILE);
        board.remove(JMX);
    }

    private static Properties board() {
        return VMSupport.getAgentProperties();
    }
}
