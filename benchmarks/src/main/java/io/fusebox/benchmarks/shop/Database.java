package io.fusebox.benchmarks.shop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** PostgreSQL, as Debian packs it, with a database of its own. It refuses to run as root. */
final class Database implements AutoCloseable {
    final String port = String.valueOf(Tools.freePort());
    private final Process server;

    Database(Path directory) throws Exception {
        Path programs;
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            programs = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
        }
        Path home = Files.createDirectory(directory.resolve("postgres"));
        List<String> user = List.of();
        if (System.getProperty("user.name").equals("root")) {
            user = List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            Tools.run("chown", "postgres", home.toString());
        }
        String data = home.resolve("data").toString();
        Tools.run(Stream.concat(user.stream(), Stream.of(programs.resolve("initdb").toString(), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync"))
                .toArray(String[]::new));
        List<String> command = new ArrayList<>(user);
        command.addAll(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data,
                "-p",
                port,
                "-k",
                home.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off"));
        File log = directory.resolve("postgres.log").toFile();
        server = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        while (!Files.readString(log.toPath()).contains("ready to accept connections")) {
            if (!server.isAlive()) {
                throw new IllegalStateException(Files.readString(log.toPath()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() throws Exception {
        Tools.run("kill", "-INT", String.valueOf(server.pid()));
        server.waitFor(10, TimeUnit.SECONDS);
    }
}
