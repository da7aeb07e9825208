package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A WildFly, started by its own script as a service would, with folders and ports of its own; closing kills it. */
final class WildFly implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("fusebox.test.wildfly"));
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String APPLICATION = "shop.war";

    private final Path deployments;
    private final int port = freePort();
    private final Process script;
    private final Output output;
    private final ProcessHandle server;

    /** @param line what goes to the end of {@code bin/standalone.conf} */
    WildFly(Jdk jdk, Path directory, Path war, String line) throws IOException {
        Path base = Files.createDirectories(directory.resolve("standalone"));
        Bed.copy(HOME.resolve("standalone"), base);
        deployments = base.resolve("deployments");
        Files.copy(war, deployments.resolve(APPLICATION));
        Path configuration = Files.writeString(
                directory.resolve("standalone.conf"), ". '" + HOME + "/bin/standalone.conf'\n" + line + "\n");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        HOME.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=" + freePort(),
                        "-Djboss.management.http.port=" + freePort())
                .redirectErrorStream(true)
                .directory(directory.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.contains("JAVA_") || name.startsWith("FUSEBOX_"));
        variables.putAll(Map.of(
                "JAVA_HOME", jdk.home().toString(),
                "RUN_CONF", configuration.toString(),
                "LAUNCH_JBOSS_IN_BACKGROUND", "true"));
        script = builder.start();
        Leash.hold(script);
        output = new Output("WildFly " + script.pid(), script.getInputStream());
        server = await().atMost(LIMIT).until(this::findServer, found -> found != null);
        Leash.hold(server.pid());
    }

    private ProcessHandle findServer() {
        return script.children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains("org.jboss.as.standalone"))
                .findFirst()
                .orElse(null);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the application can be called. */
    void awaitDeployed() {
        await().atMost(LIMIT).until(() -> isMarked(".deployed") || isMarked(".failed") || !script.isAlive());
        assertThat(isMarked(".deployed")).as(transcript()).isTrue();
    }

    private boolean isMarked(String marker) {
        return Files.exists(deployments.resolve(APPLICATION + marker));
    }

    /** Takes the application away and deploys it anew. */
    void redeploy() throws IOException {
        Files.delete(deployments.resolve(APPLICATION + ".deployed"));
        await().atMost(LIMIT).until(() -> isMarked(".undeployed"));
        Files.createFile(deployments.resolve(APPLICATION + ".dodeploy"));
        awaitDeployed();
    }

    /** What the shop answers. */
    String pay(String amount) throws IOException {
        URI page = URI.create("http://127.0.0.1:" + port + "/shop/pay?" + amount);
        try (InputStream in = page.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    long pid() {
        return server.pid();
    }

    List<String> lines() {
        return output.lines();
    }

    String transcript() {
        return "\n" + String.join("\n", lines());
    }

    /** Ends it as a service is ended; whether nothing of it is left. */
    boolean stop() throws InterruptedException {
        // By its handle: the process itself would close its output, too.
        script.toHandle().destroy();
        boolean ended = script.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (ended && !server.isAlive()) {
            output.awaitEnd();
            return true;
        }
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        server.destroyForcibly();
        script.destroyForcibly().waitFor();
    }
}
