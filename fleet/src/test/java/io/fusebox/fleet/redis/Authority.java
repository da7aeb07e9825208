package io.fusebox.fleet.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certification authority of its own, made with the JDK's keytool. */
final class Authority {
    static final String PASSWORD = "changeit";

    private final Path folder;

    Authority(Path folder) throws Exception {
        this.folder = folder;
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=CA",
                "-ext",
                "bc:c",
                "-keystore",
                "ca.p12");
        keytool("-exportcert", "-rfc", "-alias", "ca", "-keystore", "ca.p12", "-file", "ca.pem");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", "trust.p12", "-file", "ca.pem");
    }

    /** A key store that trusts it. */
    Path trust() {
        return folder.resolve("trust.p12");
    }

    /** A key store with a key and the certificate for it, and {@link #options} of a Redis that uses it. */
    Path certify(String name, String hosts, String begin) throws Exception {
        String store = name + ".p12";
        keytool("-genkeypair", "-alias", "me", "-keyalg", "EC", "-dname", "CN=" + name, "-keystore", store);
        keytool("-certreq", "-alias", "me", "-keystore", store, "-file", name + ".csr");
        String names = "san=" + hosts;
        String certificate = name + ".pem";
        List<String> sign = new ArrayList<>(List.of("-gencert", "-rfc", "-alias", "ca", "-keystore", "ca.p12"));
        sign.addAll(List.of("-ext", names, "-startdate", begin, "-validity", "30"));
        sign.addAll(List.of("-infile", name + ".csr", "-outfile", certificate));
        keytool(sign.toArray(new String[0]));
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", store, "-file", "ca.pem");
        keytool("-importcert", "-alias", "me", "-keystore", store, "-file", certificate);
        Files.writeString(folder.resolve(name + ".key"), privateKey(folder.resolve(store)));
        return folder.resolve(store);
    }

    /** Options of a redis-server with that certificate. */
    String[] options(String name, int port, boolean asksClients) {
        return new String[] {
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            folder.resolve(name + ".pem").toString(),
            "--tls-key-file",
            folder.resolve(name + ".key").toString(),
            "--tls-ca-cert-file",
            folder.resolve("ca.pem").toString(),
            "--tls-auth-clients",
            asksClients ? "yes" : "no"
        };
    }

    private static String privateKey(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey("me", PASSWORD.toCharArray()).getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-Xshare:auto"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
