package io.fusebox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands to a JMX connector as JConsole takes it: with a user, a password and TLS. */
class RemoteIT {
    private static final String BANK = "breaker.bank.methods = com.acme.subject.Bank#charge";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.fusebox.it.Jdks#all")
    void aUserWithAPassword(Jdk jdk) throws Exception {
        int port = freePort();
        String address = "127.0.0.1:" + port;
        List<String> arguments = connector(port);
        arguments.add("-Dcom.sun.management.jmxremote.ssl=false");
        try (ForkedJvm till = till(jdk, arguments)) {
            till.awaitStdout("ready"::equals);
            assertThat(Command.run(jdk, directory, "status", address).complaint())
                    .startsWith(address + " refuses: ")
                    .endsWith("; give --user NAME and --password-file FILE");
            Files.writeString(directory.resolve("wrong"), "guessed\n");
            assertThat(Command.run(jdk, directory, "status", address, "--user", "operator", "--password-file", "wrong")
                            .complaint())
                    .startsWith(address + " refuses: ");
            String[] login = {"--user", "operator", "--password-file", "right"};
            Files.writeString(directory.resolve("right"), "very-secret\n");
            assertThat(command(jdk, login, "status", address).stdout())
                    .anyMatch(line -> line.startsWith("bank  CLOSED"));
            assertThat(command(jdk, login, "force-open", address, "bank").answer())
                    .startsWith("bank is now FORCED_OPEN");
            assertThat(till.ask("charge")).isEqualTo("[0, 0, 1]");
            assertThat(command(jdk, login, "events", address).stdout()).anyMatch(line -> line.contains("FORCED_OPEN"));
            assertThat(command(jdk, login, "status", Long.toString(till.pid())).exitCode())
                    .isEqualTo(2);
        }
    }

    @Test
    void tlsOfConnectorAndRegistry() throws Exception {
        Jdk jdk = Jdks.newest();
        int port = freePort();
        String address = "127.0.0.1:" + port;
        Path keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        jdk.java().resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "till",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        Leash.hold(keytool);
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        List<String> arguments = connector(port);
        arguments.addAll(List.of(
                "-Dcom.sun.management.jmxremote.ssl=true",
                "-Dcom.sun.management.jmxremote.registry.ssl=true",
                "-Djavax.net.ssl.keyStore=" + keys,
                "-Djavax.net.ssl.keyStorePassword=changeit"));
        try (ForkedJvm till = till(jdk, arguments)) {
            till.awaitStdout("ready"::equals);
            Files.writeString(directory.resolve("right"), "very-secret\n");
            ForkedJvm.Builder trusting = ForkedJvm.on(jdk)
                    .in(directory)
                    .with("-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=changeit");
            assertThat(Command.run(trusting, "status", address, "--user", "operator", "--password-file", "right")
                            .stdout())
                    .anyMatch(line -> line.startsWith("bank  CLOSED"));
        }
    }

    @Test
    void aPasswordAloneIsAMisuse() throws Exception {
        Command misused = Command.run(Jdks.oldest(), directory, "status", "127.0.0.1:1", "--password-file", "x");
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.stderr().get(0)).isEqualTo("--user and --password-file are needed together");
        assertThat(Command.run(
                                Jdks.oldest(),
                                directory,
                                "status",
                                "127.0.0.1:1",
                                "--user",
                                "me",
                                "--password-file",
                                "nowhere")
                        .complaint())
                .isEqualTo("the password file nowhere cannot be read");
    }

    private Command command(Jdk jdk, String[] login, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(login));
        return Command.run(jdk, directory, all.toArray(String[]::new));
    }

    private ForkedJvm till(Jdk jdk, List<String> arguments) throws IOException {
        return Programs.guarded(jdk, directory, BANK)
                .with(arguments.toArray(String[]::new))
                .run("com.acme.Till");
    }

    private List<String> connector(int port) throws IOException {
        Path passwords = Files.writeString(directory.resolve("jmx.password"), "operator very-secret\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        Path access = Files.writeString(directory.resolve("jmx.access"), "operator readwrite\n");
        return new ArrayList<>(List.of(
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.authenticate=true",
                "-Dcom.sun.management.jmxremote.password.file=" + passwords,
                "-Dcom.sun.management.jmxremote.access.file=" + access));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
