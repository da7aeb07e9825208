package io.fusebox.it;

import static io.fusebox.it.FleetShops.LIMIT;
import static io.fusebox.it.FleetShops.awaitLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet that meets in a Redis with TLS. Which certificates are refused, and how, is in the module's own tests. */
class FleetTlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    @Test
    void whoTrustsTheCertificateJoinsAndWhoDoesNotGoesOnAlone() throws Exception {
        Path keys = certify();
        String[] trust = {"-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD};
        int port = RedisServer.freePort();
        String url = "rediss://127.0.0.1:" + port;
        try (RedisServer redis = RedisServer.start(directory, options(port));
                FleetShops shops = new FleetShops(directory)) {
            ForkedJvm trusting = shops.start(url, trust);
            ForkedJvm untrusting = shops.start(url);
            awaitLine(trusting, "fleet: shop answers, with 1 JVM", 1);
            String why = "the certificate of 127.0.0.1:" + port + " is not trusted by this JVM: start it with"
                    + " -Djavax.net.ssl.trustStore=FILE, a key store with the certificate of the CA";
            awaitLine(untrusting, "fleet: shop does not answer: " + why + "; each JVM goes on by itself", 1);
            assertThat(untrusting.ask("bad")).isEqualTo("failed");
            assertThat(untrusting.ask("bad")).isEqualTo("failed");
            assertThat(untrusting.ask("good")).isEqualTo("rejected");
            await().atMost(LIMIT).until(() -> untrusting.ask("good").equals("done"));
            assertThat(FleetShops.lines(untrusting, "does not answer")).isEqualTo(1);

            assertThat(Command.run(Jdks.newest(), directory, "fleet", "status", url)
                            .complaint())
                    .isEqualTo(url + ": " + why);
            ForkedJvm.Builder operator =
                    ForkedJvm.on(Jdks.newest()).in(directory).with(trust);
            assertThat(Command.run(operator, "fleet", "force-open", url, "bank").answer())
                    .startsWith("bank: force-open on 1 JVM");
            await().atMost(LIMIT).until(() -> trusting.ask("good").equals("rejected"));
            assertThat(untrusting.ask("good")).isEqualTo("done");
            assertThat(redis.url()).startsWith("redis://");
        }
    }

    private String[] options(int port) {
        String certificate = directory.resolve("redis.pem").toString();
        return new String[] {
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            certificate,
            "--tls-key-file",
            directory.resolve("redis.key").toString(),
            "--tls-ca-cert-file",
            certificate,
            "--tls-auth-clients",
            "no"
        };
    }

    /** A certificate that is its own CA, its key, and the key store of both. */
    private Path certify() throws Exception {
        Path keys = directory.resolve("redis.p12");
        Process keytool = new ProcessBuilder(
                        Jdks.newest().java().resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        Leash.hold(keytool);
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        pem("redis.pem", "CERTIFICATE", store.getCertificate("redis").getEncoded());
        pem(
                "redis.key",
                "PRIVATE KEY",
                store.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        return keys;
    }

    private void pem(String file, String what, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
