package io.fusebox.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.AttachOperationFailedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.core.ConditionTimeoutException;

/** A JVM of its own that runs a program; closing kills it. */
final class ForkedJvm implements AutoCloseable {

    static final String TEST_CLASSES =
            Path.of(System.getProperty("fusebox.test.classes")).toString();
    static final Path AGENT = Path.of(System.getProperty("fusebox.agent.jar")).normalize();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Output stdout;
    private final Output stderr;

    private ForkedJvm(Process process) {
        this.process = process;
        this.stdout = new Output("stdout of " + process.pid(), process.getInputStream());
        this.stderr = new Output("stderr of " + process.pid(), process.getErrorStream());
    }

    /** A program on that JDK, from the classes of these tests. */
    static Builder on(Jdk jdk) {
        return new Builder(jdk);
    }

    /** {@code -javaagent:} with the shipped jar and these arguments of the agent. */
    static String agent(String arguments) {
        return "-javaagent:" + AGENT + (arguments.isEmpty() ? "" : "=" + arguments);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> stdout() {
        return stdout.lines();
    }

    List<String> stderr() {
        return stderr.lines();
    }

    /** What stderr has besides the agent's own lines. */
    List<String> stderrOfProgram() {
        return stderr.lines().stream()
                .filter(line -> !line.startsWith("[fusebox] "))
                .toList();
    }

    /** Waits until a line of stdout fits. */
    void awaitStdout(Predicate<String> line) {
        awaitLine(stdout, line);
    }

    /** Waits until a line of stderr fits. */
    void awaitStderr(Predicate<String> line) {
        awaitLine(stderr, line);
    }

    /** Writes a line to the program's stdin. */
    void say(String line) throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    /** The program's stdin ends. */
    void endOfInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Writes a line to the program's stdin; the next line of its stdout. */
    String ask(String line) throws IOException {
        int before = stdout.lines().size();
        say(line);
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stdout.lines().size() > before || !process.isAlive());
        if (stdout.lines().size() == before) {
            throw new AssertionError("no answer to " + line + transcript());
        }
        return stdout.lines().get(before);
    }

    /** Waits for the end and the last line of output; the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), SECONDS)) {
            throw new AssertionError("still running" + transcript());
        }
        stdout.awaitEnd();
        stderr.awaitEnd();
        return process.exitValue();
    }

    /** Asks it to end, as an operator or a container does: by a signal. */
    void terminate() {
        // Of the handle: the process itself would close its output too.
        process.toHandle().destroy();
    }

    /** A JMX connection as a tool makes it: from another process, to a JVM that was not prepared for it. */
    JMXConnector connect() throws Exception {
        return connect(process.pid());
    }

    /** The same to any JVM. */
    static JMXConnector connect(long pid) throws Exception {
        VirtualMachine machine = machine(pid);
        try {
            // A JVM that has only begun to start refuses: it cannot start its management yet.
            String address = await().atMost(Duration.ofSeconds(30))
                    .ignoreException(AttachOperationFailedException.class)
                    .until(machine::startLocalManagementAgent, found -> found != null);
            return JMXConnectorFactory.connect(new JMXServiceURL(address));
        } finally {
            machine.detach();
        }
    }

    /** Has it load an agent, as a tool does. */
    void attach(Path agent, String arguments) throws Exception {
        VirtualMachine machine = machine(process.pid());
        try {
            machine.loadAgent(agent.toString(), arguments);
        } finally {
            machine.detach();
        }
    }

    /** A JVM that was killed leaves its socket, and the next one with its number takes a moment to remove it. */
    private static VirtualMachine machine(long pid) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(fault -> "Connection refused".equals(fault.getMessage()))
                .until(() -> VirtualMachine.attach(Long.toString(pid)), found -> found != null);
    }

    /** Everything that it wrote, for messages. */
    String transcript() {
        return "\n--- stdout\n" + String.join("\n", stdout()) + "\n--- stderr\n" + String.join("\n", stderr());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void awaitLine(Output output, Predicate<String> line) {
        try {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> output.lines().stream().anyMatch(line) || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no such line within " + LIMIT + transcript(), e);
        }
        if (output.lines().stream().noneMatch(line)) {
            awaitEndOf(output, line);
        }
    }

    private void awaitEndOf(Output output, Predicate<String> line) {
        try {
            output.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (output.lines().stream().noneMatch(line)) {
            throw new AssertionError("ended without such a line" + transcript());
        }
    }

    /** What to run. */
    static final class Builder {

        private final Jdk jdk;
        private final List<String> jvmArguments = new ArrayList<>();
        private final List<String> classPath = new ArrayList<>(List.of(TEST_CLASSES));
        private final List<String> environment = new ArrayList<>();
        private Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        private Path jar = AGENT;
        private ProcessBuilder.Redirect errors = ProcessBuilder.Redirect.PIPE;

        private Builder(Jdk jdk) {
            this.jdk = jdk;
        }

        /** The shipped agent, with these arguments. */
        Builder withAgent(String arguments) {
            return with(agent(arguments));
        }

        /** Arguments of the JVM. */
        Builder with(String... arguments) {
            jvmArguments.addAll(List.of(arguments));
            return this;
        }

        /** More on the class path: the jars (or folders) where these classes come from. */
        Builder withLibraryOf(Class<?>... types) {
            for (Class<?> type : types) {
                classPath.add(new File(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString());
            }
            return this;
        }

        /** An environment variable. */
        Builder withEnvironment(String name, String value) {
            environment.add(name);
            environment.add(value);
            return this;
        }

        /** Stderr goes there, and {@link ForkedJvm#stderr()} stays empty. */
        Builder withStderrTo(Path file) {
            errors = ProcessBuilder.Redirect.appendTo(file.toFile());
            return this;
        }

        /** The working directory. */
        Builder in(Path workingDirectory) {
            directory = workingDirectory;
            return this;
        }

        /** More on the class path, before what is there already. */
        Builder onClassPath(Path... entries) {
            for (int i = 0; i < entries.length; i++) {
                classPath.add(i, entries[i].toString());
            }
            return this;
        }

        /** The jar for {@link #runAgentJar}, if not the shipped one. */
        Builder withJar(Path other) {
            jar = other;
            return this;
        }

        ForkedJvm run(Class<?> program, String... arguments) throws IOException {
            return run(program.getName(), arguments);
        }

        /** Runs a class that is not on the class path of the tests. */
        ForkedJvm run(String program, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(jvmArguments);
            command.add("-cp");
            command.add(String.join(File.pathSeparator, classPath));
            command.add(program);
            command.addAll(List.of(arguments));
            return start(command);
        }

        /** Runs {@code java} with these arguments alone behind those for the JVM: class path or module path and all. */
        ForkedJvm launch(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(jvmArguments);
            command.addAll(List.of(arguments));
            return start(command);
        }

        /** {@code java -jar} with the shipped jar. */
        ForkedJvm runAgentJar(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(jvmArguments);
            command.add("-jar");
            command.add(jar.toString());
            command.addAll(List.of(arguments));
            return start(command);
        }

        private ForkedJvm start(List<String> arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
            command.addAll(arguments);
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors);
            Map<String, String> variables = builder.environment();
            variables.remove("JAVA_TOOL_OPTIONS");
            variables.remove("JDK_JAVA_OPTIONS");
            variables.keySet().removeIf(name -> name.startsWith("FUSEBOX_"));
            for (int i = 0; i < environment.size(); i += 2) {
                variables.put(environment.get(i), environment.get(i + 1));
            }
            Process process = builder.start();
            Leash.hold(process);
            return new ForkedJvm(process);
        }
    }
}
