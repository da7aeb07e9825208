package io.fusebox.agent.cli.jvm;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.fusebox.agent.attach.AttachBoard;
import io.fusebox.agent.attach.AttachRequest;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.launch.AgentLoader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Another JVM, over the attach API. */
public final class RunningJvm implements AutoCloseable {
    /** The JDK waits 10 s for a JVM that does not answer. */
    private static final String ATTACH_TIMEOUT = "sun.tools.attach.attachTimeout";

    private static final int LOOKS = 150;
    private static final long LOOK_MILLIS = 20;

    private static final String CONNECTOR = "com.sun.management.jmxremote.localConnectorAddress";

    private final VirtualMachine machine;

    private RunningJvm(VirtualMachine machine) {
        this.machine = machine;
    }

    /**
     * Attaches.
     *
     * @param which a process id or a part of the name of a main class
     */
    public static RunningJvm of(String which) throws CommandFailed {
        String pid = JvmNames.pidOf(which);
        Obstacle.refuseOtherPrograms(pid);
        if (System.getProperty(ATTACH_TIMEOUT) == null) {
            System.setProperty(ATTACH_TIMEOUT, "3000");
        }
        return Patience.inShort(pid, () -> {
            try {
                return new RunningJvm(VirtualMachine.attach(pid));
            } catch (AttachNotSupportedException | IOException e) {
                throw Obstacle.toAttaching(pid, e);
            }
        });
    }

    /** Its process id. */
    public String pid() {
        return machine.id();
    }

    /** The version of the agent that runs there; null if none does. */
    @Nullable
    String version() throws CommandFailed {
        return board().getProperty(AttachBoard.VERSION);
    }

    /** What its agent and the JDK publish about it. */
    Properties board() throws CommandFailed {
        return Patience.inShort(pid(), () -> {
            try {
                return machine.getAgentProperties();
            } catch (IOException e) {
                throw Obstacle.lost(pid(), e);
            }
        });
    }

    /** Fails unless an agent runs there. */
    public void requireAgent() throws CommandFailed {
        if (version() == null) {
            throw Obstacle.noFusebox(pid());
        }
    }

    /** Has the agent come, or follow the file; what came of it. */
    String attach(File file) throws CommandFailed {
        String id = newId();
        return ask(id, AttachRequest.attach(id, jar(), file));
    }

    /** Has the agent go; what came of it. */
    String detach() throws CommandFailed {
        String id = newId();
        return ask(id, AttachRequest.detach(id, jar()));
    }

    /** Has the agent open its channel, unless it is open; where. Null if its system has no such channels. */
    @Nullable
    String channel() throws CommandFailed {
        Properties board = board();
        String address = board.getProperty(AttachBoard.CHANNEL);
        String asked = board.getProperty(AttachBoard.ASK);
        if (address == null && asked != null) {
            // In a container the process has a file system of its own.
            Path root = Path.of("/proc/" + pid() + "/root");
            Path file = Files.isReadable(root) ? Path.of(root + asked) : Path.of(asked);
            try {
                Files.write(file, new byte[0]);
                address = awaitChannel();
            } catch (IOException noFolder) {
                // Then there is JMX.
            } finally {
                var unused = file.toFile().delete();
            }
        }
        return address == null || address.isEmpty() ? null : address;
    }

    private @Nullable String awaitChannel() throws CommandFailed {
        for (int look = 0; look < LOOKS; look++) {
            String address = board().getProperty(AttachBoard.CHANNEL);
            if (address != null) {
                return address;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return null;
    }

    private String ask(String id, String request) throws CommandFailed {
        try {
            machine.loadAgent(jar().getAbsolutePath(), request);
        } catch (AgentLoadException | AgentInitializationException | IOException e) {
            throw Obstacle.toLoading(pid(), e);
        }
        String answer = board().getProperty(AttachBoard.ANSWER, "");
        String done = id + ' ' + AttachBoard.DONE + ' ';
        String failed = id + ' ' + AttachBoard.FAILED + ' ';
        if (answer.startsWith(done)) {
            return answer.substring(done.length());
        }
        throw new CommandFailed(
                answer.startsWith(failed)
                        ? answer.substring(failed.length())
                        : "process " + pid() + " did not answer; what it wrote to stderr may say why");
    }

    /** Where its JMX connector listens, which is started if need be: for this machine and this user only. */
    public String connector() throws CommandFailed {
        try {
            String running = board().getProperty(CONNECTOR);
            return running == null ? machine.startLocalManagementAgent() : running;
        } catch (IOException e) {
            throw Obstacle.toConnecting(pid(), e);
        }
    }

    private static String newId() {
        return Long.toHexString(System.nanoTime())
                + '-'
                + ProcessHandle.current().pid();
    }

    private static File jar() throws CommandFailed {
        try {
            return AgentLoader.jar();
        } catch (URISyntaxException e) {
            throw new CommandFailed("where is this jar? " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            machine.detach();
        } catch (IOException e) {
            // It is gone, and the connection with it.
        }
    }
}
