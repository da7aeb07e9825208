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

    /** The file that a command makes to have the channel opened; it is looked for some times a second. */
    public static final String ASK = "fusebox.ask";

    /** Where the socket of the channel is; absent until a command asked for it, empty if there can be none. */
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
    public static void show(String file, String jmx, String ask) {
        Properties board = board();
        board.setProperty(VERSION, AgentVersion.NUMBER);
        board.setProperty(FILE, file);
        board.setProperty(JMX, jmx);
        board.setProperty(ASK, ask);
    }

    /** Says where its channel is. */
    public static void showChannel(String address) {
        board().setProperty(CHANNEL, address);
    }

    /** Says that none runs. */
    public static void clear() {
        Properties board = board();
        board.remove(CHANNEL);
        board.remove(ASK);
        board.remove(VERSION);
        board.remove(FILE);
        board.remove(JMX);
    }

    private static Properties board() {
        return VMSupport.getAgentProperties();
    }
}
