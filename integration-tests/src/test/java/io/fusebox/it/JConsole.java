package io.fusebox.it;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.fusebox.it.program.Eyes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A real JConsole with the tab of the shipped jar, on a screen of its own, and a hand on its mouse. */
final class JConsole implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String SCREEN = "1200x860x24";

    private final Path directory;
    private final Path eyes;
    private final Process screen;
    private final String display;
    private final Process console;
    private final Output said;

    /**
     * Opens it, connects it and turns to the tab.
     *
     * @param directory for what it needs to write
     */
    JConsole(Jdk jdk, ForkedJvm target, Path directory) throws IOException {
        this.directory = directory;
        this.eyes = OtherJar.agent(directory, Eyes.class);
        this.screen = start(new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        try (BufferedReader number = screen.inputReader(StandardCharsets.US_ASCII)) {
            this.display = ":" + number.readLine();
        }
        this.console = start(onScreen(
                        jdk.home().resolve("bin").resolve("jconsole").toString(),
                        "-J-Duser.language=en",
                        "-J-XX:+EnableDynamicAgentLoading", // else JConsole 25 shows what the JVM says of the eyes
                        "-J-Djava.util.prefs.userRoot=" + directory,
                        "-pluginpath",
                        ForkedJvm.AGENT.toString(),
                        Long.toString(target.pid()))
                .redirectErrorStream(true));
        this.said = new Output("JConsole", console.getInputStream());
        await("Insecure connection");
        ProcessBuilder toSize = onScreen("xdotool", "search", "--onlyvisible", "--name", "Java Monitoring");
        toSize.command().addAll(List.of("windowmove", "0", "0", "windowsize", "1200", "860"));
        must(toSize);
        // There is no certificate for a connection within the machine, and JConsole asks whether it may do without.
        open("Insecure connection", "Fusebox");
        open("Fusebox", "Breaker");
    }

    /** Clicks on something, again if need be, until something else is shown: windows still move while they open. */
    void open(String text, String next) {
        Awaitility.await().atMost(LIMIT).pollInterval(POLL).until(() -> {
            String place = steady(text);
            if (!place.isEmpty() && look(next).isEmpty()) {
                clickAt(place);
            }
            return !look(next).isEmpty();
        });
    }

    /** Presses a button of a question, again if need be, until the question is gone. */
    void answer(String text) {
        await(text);
        Awaitility.await().atMost(LIMIT).pollInterval(POLL).until(() -> {
            String place = steady(text);
            if (!place.isEmpty()) {
                clickAt(place);
            }
            return look(text).isEmpty();
        });
    }

    /** Waits for something that shows this text, and clicks on it. */
    void click(String text) {
        Awaitility.await().atMost(LIMIT).pollInterval(POLL).until(() -> clickAt(await(text)));
    }

    /** Whether the window was still there. */
    private boolean clickAt(String place) throws IOException {
        String[] parts = place.split(" ", 3);
        String title = "^" + parts[2].replaceAll("[^A-Za-z0-9 ]", ".") + "$";
        ProcessBuilder hand = onScreen("xdotool", "search", "--onlyvisible", "--name", title);
        hand.command().addAll(List.of("mousemove", "--window", "%1", parts[0], parts[1], "click", "1"));
        return finish(hand) == 0;
    }

    /** Waits until the text is shown; where in its window, as x and y, and the window's title. */
    String await(String text) {
        try {
            return Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(POLL)
                    .until(() -> steady(text), place -> !place.isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("JConsole does not show '" + text + "'; it said " + said.lines(), e);
        }
    }

    /** What the screen shows. */
    void picture(Path png) throws IOException {
        Files.createDirectories(png.toAbsolutePath().getParent());
        must(onScreen("import", "-window", "root", png.toString()));
    }

    /** Where it is, once it stays there: a window that has just come moves. */
    private String steady(String text) throws IOException {
        String place = look(text);
        return place.isEmpty() || place.equals(look(text)) ? place : "";
    }

    private String look(String text) throws IOException {
        Path answer = Files.createTempFile(directory, "eyes", "");
        VirtualMachine machine;
        try {
            machine = VirtualMachine.attach(Long.toString(console.pid()));
        } catch (IOException | AttachNotSupportedException notYet) {
            if (!console.isAlive()) {
                throw new AssertionError("JConsole has ended: " + said.lines(), notYet);
            }
            return "";
        }
        try {
            machine.loadAgent(eyes.toString(), answer + "\n" + text);
        } catch (AgentLoadException | AgentInitializationException fault) {
            throw new IOException("in JConsole, which said " + said.lines(), fault);
        } finally {
            machine.detach();
        }
        return Files.readString(answer);
    }

    private ProcessBuilder onScreen(String... command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
        builder.environment().put("DISPLAY", display);
        return builder;
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Leash.hold(process);
        return process;
    }

    private static void must(ProcessBuilder builder) throws IOException {
        int code = finish(builder);
        if (code != 0) {
            throw new AssertionError(builder.command() + " ended with " + code);
        }
    }

    /** The exit code. */
    private static int finish(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() throws InterruptedException {
        console.destroyForcibly().waitFor();
        screen.destroy();
        screen.waitFor();
    }
}
