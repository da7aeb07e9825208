package io.fusebox.agent.cli.jvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fusebox.agent.cli.command.CommandFailed;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What may stand between a command and another JVM, in words. */
public final class Obstacle {
    private static final String[] ATTACH_API = {"com/sun/tools/attach/", "sun/tools/attach/", "sun/jvmstat/"};
    private static final String[] FLIGHT_RECORDER = {"jdk/jfr/", "jdk/management/jfr/"};

    private static final String DISABLED = "does not support the attach mechanism";
    private static final String NO_LOADING = "Dynamic agent loading is not enabled";

    /** The process ids, that in the process's own namespace last. */
    private static final String PIDS = "NSpid:";

    /** Which signals a process handles, as a mask in hexadecimal. */
    private static final String CAUGHT = "SigCgt:";

    private static final long SIGQUIT = 1L << (3 - 1);

    private Obstacle() {}

    /** A class that is not there; an error again if it is no module of the JDK that is missing. */
    public static CommandFailed ofThisJava(NoClassDefFoundError e) {
        if (isOf(ATTACH_API, e)) {
            return withoutModule("attach API, module jdk.attach", e);
        }
        if (isOf(FLIGHT_RECORDER, e)) {
            return withoutModule("Flight Recorder, modules jdk.jfr and jdk.management.jfr", e);
        }
        throw e;
    }

    private static boolean isOf(String[] packages, NoClassDefFoundError e) {
        for (String start : packages) {
            if (String.valueOf(e.getMessage()).startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static CommandFailed withoutModule(String what, NoClassDefFoundError e) {
        return new CommandFailed(
                "this Java (" + System.getProperty("java.home") + ") has no " + what
                        + ": run the command with a JDK's java",
                e);
    }

    /**
     * Attaching begins with a signal, which would end a program that is no JVM, or a JVM that has only begun to start. Only
     * Linux lets us look.
     */
    static void refuseOtherPrograms(String pid) throws CommandFailed {
        boolean known = false;
        try (BufferedReader maps = new BufferedReader(new FileReader("/proc/" + pid + "/maps", ISO_8859_1))) {
            for (String line = maps.readLine(); line != null; line = maps.readLine()) {
                known = true;
                if (line.contains("libjvm")) {
                    refuseStarting(pid);
                    return;
                }
            }
        } catch (IOException unknown) {
            return;
        }
        if (known) {
            throw new CommandFailed("process " + pid + program(pid) + " is no Java program");
        }
    }

    /** Such a JVM has neither a handler of the signal yet nor the socket that makes the signal needless (as with -Xrs). */
    private static void refuseStarting(String pid) throws CommandFailed {
        String inside = pid;
        boolean handled = true;
        try (BufferedReader status = new BufferedReader(new FileReader("/proc/" + pid + "/status", ISO_8859_1))) {
            for (String line = status.readLine(); line != null; line = status.readLine()) {
                if (line.startsWith(PIDS)) {
                    inside = line.substring(Math.max(line.lastIndexOf('\t'), PIDS.length() - 1) + 1)
                            .strip();
                } else if (line.startsWith(CAUGHT)) {
                    long mask = Long.parseUnsignedLong(
                            line.substring(CAUGHT.length()).strip(), 16);
                    handled = (mask & SIGQUIT) != 0;
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            return;
        }
        if (!handled && !Files.exists(Path.of("/proc/" + pid + "/root/tmp/.java_pid" + inside))) {
            throw new CommandFailed("process " + pid + program(pid) + " is only starting: try again in a moment");
        }
    }

    private static String program(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .map(command -> " (" + command + ")")
                .orElse("");
    }

    static CommandFailed toAttaching(String pid, Exception e) {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
        if (process.isEmpty()) {
            return noProcess(pid);
        }
        String message = firstLine(e);
        if (message.contains(DISABLED)) {
            return new CommandFailed(
                    "process " + pid + " lets nobody attach: it runs with -XX:+DisableAttachMechanism,"
                            + " or is no HotSpot JVM",
                    e);
        }
        String user = process.get().info().user().orElse("");
        String own = ProcessHandle.current().info().user().orElse("");
        if (!user.isEmpty() && !user.equals(own)) {
            return new CommandFailed("process " + pid + " belongs to user " + user + ": run the command as " + user, e);
        }
        return new CommandFailed(
                "cannot attach to process " + pid + program(pid) + ": is it a Java program that runs? " + message, e);
    }

    static CommandFailed toLoading(String pid, Exception e) {
        String message = firstLine(e);
        return message.contains(NO_LOADING)
                ? new CommandFailed(
                        "process " + pid + " takes no agents: it runs with -XX:-EnableDynamicAgentLoading", e)
                : new CommandFailed("process " + pid + " did not load the agent: " + message, e);
    }

    static CommandFailed toConnecting(String pid, Exception e) {
        return new CommandFailed(
                "process " + pid + " has no JMX: " + firstLine(e) + " (its Java needs the module jdk.management.agent)",
                e);
    }

    static CommandFailed noProcess(String pid) {
        return new CommandFailed("there is no process " + pid);
    }

    static CommandFailed noFusebox(String pid) {
        return new CommandFailed(
                "process " + pid + " runs without Fusebox; to change that: java -jar fusebox-agent.jar attach " + pid
                        + " fusebox.properties");
    }

    /** Those of the JDK may have several. */
    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }

    /** The connection to a process broke. */
    public static CommandFailed lost(String pid, Exception e) {
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty()
                ? new CommandFailed("process " + pid + " has ended", e)
                : new CommandFailed("process " + pid + " answers no more: " + firstLine(e), e);
    }
}
