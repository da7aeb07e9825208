package io.fusebox.fleet.redis;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS with the certificates that the JVM's system properties name: {@code javax.net.ssl.trustStore} and {@code
 * javax.net.ssl.keyStore}, with type and password. It is not the JVM's default context: that one reads the properties once, and
 * belongs to the program, which may set them in its {@code main}.
 */
final class Tls {
    private static final String KEY_STORE = "javax.net.ssl.keyStore";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private Tls() {}

    /**
     * Sockets with the certificates of now.
     *
     * @throws IOException if one of the files cannot be read; its message says which
     */
    static SSLSocketFactory sockets() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trusted().getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be used: " + e.getMessage(), e);
        }
    }

    /** The host of the URL must be in the certificate. */
    static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private static TrustManagerFactory trusted() throws IOException {
        String file = System.getProperty(TRUST_STORE);
        if (file != null && !file.isEmpty() && !file.equals("NONE") && !new File(file).exists()) {
            // The JDK would trust nobody, and not say why.
            throw new IOException(TRUST_STORE + " = " + file + " does not exist");
        }
        try {
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init((KeyStore) null);
            return trusted;
        } catch (GeneralSecurityException e) {
            throw unreadable(TRUST_STORE, file, e);
        }
    }

    private static KeyManager[] keys() throws IOException {
        String file = System.getProperty(KEY_STORE, "");
        if (file.isEmpty() || file.equals("NONE")) {
            return new KeyManager[0];
        }
        char[] password =
                System.getProperty("javax.net.ssl.keyStorePassword", "").toCharArray();
        try (InputStream in = new FileInputStream(file)) {
            KeyStore store =
                    KeyStore.getInstance(System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType()));
            store.load(in, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return keys.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(KEY_STORE, file, e);
        }
    }

    private static IOException unreadable(String property, @Nullable String file, Exception e) {
        return new IOException(
                property + " = " + file + " cannot be read: " + FailureText.said(FailureText.first(e)), e);
    }
}
