package io.fusebox.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL, as Debian packs it, with a database of its own. It refuses to run as root: then it runs as the user that its
 * package made.
 */
final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    final String port;
    private final Path output;
    private final Process server;

    /** @param directory an empty one, for the database and all else */
    PostgresServer(Path directory) throws Exception {
        Path programs = programs();
        Path home = Files.createDirectory(directory.resolve("postgres"));
        output = Files.createFile(directory.resolve("postgres.log"));
        if (isRoot()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            Files.setOwner(
                    home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        Path data = home.resolve("data");
        run(
                programs.resolve("initdb"),
                "-D",
                data,
                "-U",
                USER,
                "--auth=trust",
                "--no-sync",
                "--no-locale",
                "-E",
                "UTF8");
        port = freePort();
        List<String> command = asUser(
                programs.resolve("postgres"),
                "-D",
                data,
                "-p",
                port,
                "-k",
                home,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off",
                // Else it leaves something in /dev/shm should it be killed.
                "-c",
                "dynamic_shared_memory_type=mmap");
        server = builder(command).start();
        await().atMost(Duration.ofSeconds(30)).until(this::takesConnections);
    }

    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asUser(Object... command) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        for (Object word : command) {
            words.add(word.toString());
        }
        return words;
    }

    private ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }

    private void run(Object... command) throws Exception {
        Process process = builder(asUser(command)).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command[0] + " failed:\n" + Files.readString(output));
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private boolean takesConnections() throws IOException {
        if (!server.isAlive()) {
            throw new IOException("PostgreSQL has ended:\n" + Files.readString(output));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            return Files.readString(output).contains("ready to accept connections");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** From now on it takes connections, since the system does that for it, and answers nothing. */
    void hang() throws Exception {
        signal("STOP");
    }

    /** It goes on where it was. */
    void goOn() throws Exception {
        signal("CONT");
    }

    /** To the first process before the others: it makes no new ones after that. */
    private void signal(String name) throws Exception {
        List<String> kill = new ArrayList<>(List.of("kill", "-" + name, String.valueOf(server.pid())));
        server.descendants().forEach(child -> kill.add(String.valueOf(child.pid())));
        Process process = new ProcessBuilder(kill).inheritIO().start();
        process.waitFor();
    }

    /** Ends it, its connections and all its processes. */
    @Override
    public void close() throws Exception {
        goOn();
        new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            List<ProcessHandle> children = server.descendants().toList();
            server.destroyForcibly().waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
