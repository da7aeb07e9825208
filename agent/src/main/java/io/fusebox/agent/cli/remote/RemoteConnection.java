package io.fusebox.agent.cli.remote;

import io.fusebox.agent.cli.command.Login;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.net.ssl.SSLException;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens JMX connections to other machines as JConsole does: with a user and a password, and with TLS. */
public final class RemoteConnection {
    private static final String REGISTRY_FACTORY = "com.sun.jndi.rmi.factory.socket";
    private static final String TRUST = "javax.net.ssl.trustStore";

    private RemoteConnection() {}

    /**
     * Opens one. With a trust store ({@code javax.net.ssl.trustStore}) the registry is asked with TLS first, since a registry with
     * TLS leaves a question without it unanswered. The connector itself says whether it wants TLS.
     *
     * @param login null: nobody
     * @throws SecurityException if the other side wants somebody else
     */
    public static JMXConnector open(String url, @Nullable Login login) throws IOException {
        Map<String, Object> environment = new HashMap<>();
        if (login != null) {
            environment.put(JMXConnector.CREDENTIALS, new String[] {login.user(), login.password()});
        }
        JMXServiceURL address = new JMXServiceURL(url);
        if (System.getProperty(TRUST) == null) {
            return JMXConnectorFactory.connect(address, environment);
        }
        Map<String, Object> withTls = new HashMap<>(environment);
        withTls.put(REGISTRY_FACTORY, new SslRMIClientSocketFactory());
        try {
            return JMXConnectorFactory.connect(address, withTls);
        } catch (IOException withoutTls) {
            try {
                return JMXConnectorFactory.connect(address, environment);
            } catch (IOException e) {
                // A certificate that is not trusted, or not for this host, says more than an answer that is not
                // understood.
                throw isAboutTls(withoutTls) ? withoutTls : e;
            }
        }
    }

    private static boolean isAboutTls(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}
