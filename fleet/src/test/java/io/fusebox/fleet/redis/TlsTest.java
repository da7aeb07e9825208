package io.fusebox.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real certificates, the right ones and the wrong ones, on a redis-server with TLS. */
class TlsTest {
    private static final List<String> PROPERTIES = List.of(
            "javax.net.ssl.trustStore",
            "javax.net.ssl.trustStorePassword",
            "javax.net.ssl.keyStore",
            "javax.net.ssl.keyStorePassword");
    private static final String LONG_AGO = "2020/01/01";
    private static final String NOW = "-1d";
    private static final FleetKeys KEYS = new FleetKeys("shop");

    @TempDir
    static Path folder;

    private static Authority authority;

    @BeforeAll
    static void certify() throws Exception {
        authority = new Authority(folder);
        authority.certify("good", "ip:127.0.0.1", NOW);
    }

    @BeforeEach
    void trust() {
        System.setProperty("javax.net.ssl.trustStore", authority.trust().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", Authority.PASSWORD);
    }

    @AfterEach
    void forget() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void trustsTheCertificateWhoseCaTheTrustStoreOfNowHas() throws Exception {
        int port = freePort();
        try (RedisServer server = new RedisServer(authority.options("good", port, false));
                RedisConnection redis = connection(port, true)) {
            System.clearProperty("javax.net.ssl.trustStore");
            assertThatThrownBy(() -> ask(redis))
                    .isInstanceOf(RedisFailure.class)
                    .hasMessage("the certificate of 127.0.0.1:" + port
                            + " is not trusted by this JVM: start it with -Djavax.net.ssl.trustStore=FILE, a key store"
                            + " with the certificate of the CA");

            // As a program may do in its main: the same connection comes back by itself.
            System.setProperty("javax.net.ssl.trustStore", authority.trust().toString());
            assertThat(ask(redis)).isNotNull();
            assertThat(server.address()).isNotNull();
        }
    }

    @Test
    void saysThatACertificateHasExpiredOrIsForAnotherHost() throws Exception {
        authority.certify("expired", "ip:127.0.0.1", LONG_AGO);
        authority.certify("other", "dns:redis.example.com", NOW);
        for (String name : List.of("expired", "other")) {
            int port = freePort();
            try (RedisServer server = new RedisServer(authority.options(name, port, false));
                    RedisConnection redis = connection(port, true)) {
                assertThatThrownBy(() -> ask(redis))
                        .isInstanceOf(RedisFailure.class)
                        .hasMessageStartingWith("the certificate of 127.0.0.1:" + port
                                + (name.equals("expired") ? " has expired: NotAfter: " : " is for another host ("));
                assertThat(server.address()).isNotNull();
            }
        }
    }

    @Test
    void saysWhichSchemeThePortWants() throws Exception {
        int port = freePort();
        try (RedisServer server = new RedisServer(authority.options("good", port, false));
                RedisConnection plainToTls = connection(port, false);
                RedisConnection tlsToPlain = connection(server.address().port(), true)) {
            assertThatThrownBy(() -> ask(plainToTls)).hasMessageEndingWith("; a port with TLS wants rediss://");
            assertThatThrownBy(() -> ask(tlsToPlain))
                    .hasMessageEndingWith(", and this is how a port without TLS answers rediss://");
        }
    }

    @Test
    void showsTheCertificateThatTheKeyStoreHas() throws Exception {
        Path own = authority.certify("jvm", "dns:jvm", NOW);
        int port = freePort();
        try (RedisServer server = new RedisServer(authority.options("good", port, true));
                RedisConnection redis = connection(port, true)) {
            assertThatThrownBy(() -> ask(redis)).hasMessageEndingWith("-Djavax.net.ssl.keyStore=FILE");
            System.setProperty("javax.net.ssl.keyStore", own.toString());
            System.setProperty("javax.net.ssl.keyStorePassword", Authority.PASSWORD);
            assertThat(ask(redis)).isNotNull();
            assertThat(server.address()).isNotNull();
        }
    }

    @Test
    void saysWhichStoreCannotBeRead() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "no key store");
        try (RedisConnection redis = connection(freePort(), true)) {
            System.setProperty("javax.net.ssl.keyStore", broken.toString());
            assertThatThrownBy(() -> ask(redis))
                    .hasMessageStartingWith("javax.net.ssl.keyStore = " + broken + " cannot be read: ");
            System.clearProperty("javax.net.ssl.keyStore");
            System.setProperty("javax.net.ssl.trustStore", broken.toString());
            assertThatThrownBy(() -> ask(redis))
                    .hasMessageStartingWith("javax.net.ssl.trustStore = " + broken + " cannot be read: ");
            System.setProperty("javax.net.ssl.trustStore", "absent.p12");
            assertThatThrownBy(() -> ask(redis)).hasMessage("javax.net.ssl.trustStore = absent.p12 does not exist");
        }
    }

    private static Object ask(RedisConnection redis) throws RedisFailure {
        return redis.run(Script.PAST_ORDERS, List.of(KEYS.ordersLog()), List.of());
    }

    private static RedisConnection connection(int port, boolean tls) {
        return new RedisConnection(new RedisAddress("127.0.0.1", port, tls, null, 0), () -> null, 1_000);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
