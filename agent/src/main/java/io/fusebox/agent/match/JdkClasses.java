package io.fusebox.agent.match;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classes are the JDK's, and which of them wildcards never mean: what management, logging and the commands of this
 * agent run on. With one breaker open for all that a wildcard means, an operator must still get through to close it.
 */
public final class JdkClasses {
    private static final @Nullable ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    /** Prefixes of the JDK's packages. A class with such a name may still not exist in this JDK. */
    private static final String[] PACKAGES = {
        "java/", "javax/", "jdk/", "sun/", "com/sun/", "netscape/", "org/ietf/", "org/jcp/", "org/w3c/", "org/xml/"
    };

    /** Classes that a wildcard never matches, whatever precedes it; also if the application's loader owns them. */
    private static final String[] OPERATION = {
        "com/sun/jmx/", // the MBean server
        "com/sun/management/", // the JDK's own MBeans
        "com/sun/net/httpserver/", // an agent that shows its figures by HTTP
        "com/sun/crypto/", // connections with TLS
        "com/sun/rmi/", // the registry of the JMX connector
        "com/sun/security/", // who may connect
        "com/sun/tools/attach/", // how commands find a JVM
        "java/lang/management/", // the platform's MBeans
        "java/math/", // how times and rates are written
        "java/net/", // what the JMX connector listens on
        "java/rmi/", // how the JMX connector talks
        "java/util/logging/", // the log of the JDK
        "javax/crypto/", // connections with TLS
        "javax/management/", // the MBean server and its connectors
        "javax/naming/", // where the JMX connector looks up its stub
        "javax/net/", // sockets of a connector with TLS
        "javax/rmi/", // the same
        "javax/security/", // on whose behalf the JMX connector works
        "jdk/internal/", // what all of the JDK runs on
        "jdk/net/", // sockets
        "jdk/management/", // the JDK's own MBeans
        "sun/instrument/", // how an agent is called
        "sun/jvmstat/", // how jps and its like look at a JVM
        "sun/management/", // the platform's MBeans, and the agent that opens them to others
        "sun/net/", // sockets, and the HTTP server
        "sun/nio/ch/", // channels, below all sockets
        "sun/reflect/", // how the MBean server calls a getter, in a loader of its own
        "sun/rmi/", // how the JMX connector talks
        "sun/security/", // connections with TLS
        "sun/tools/attach/", // how commands find a JVM
        "sun/util/logging/", // the log of the JDK
    };

    /** Exceptions from that list: management does not need these. */
    private static final String[] FREE = {
        "java/net/HttpURLConnection",
        "java/net/http/",
        "javax/net/ssl/HttpsURLConnection",
        "jdk/internal/net/http/",
        "sun/net/ftp/",
        "sun/net/www/http/",
        "sun/net/www/protocol/ftp/",
        "sun/net/www/protocol/http",
    };

    /** The packages of {@code java.base}, with dots. */
    private static final Set<String> BASE = Object.class.getModule().getPackages();

    private JdkClasses() {}

    /** Whether classes of the loader are the JDK's. */
    public static boolean isLoader(@Nullable ClassLoader loader) {
        return loader == null || loader == PLATFORM;
    }

    /** Whether a name begins with a package of the JDK. */
    public static boolean isPackage(String internalName) {
        return begins(internalName, PACKAGES);
    }

    /** Whether a class of the JDK with that internal name is of {@code java.base}. */
    public static boolean isOfBase(String internalName) {
        int end = internalName.lastIndexOf('/');
        return end > 0 && BASE.contains(internalName.substring(0, end).replace('/', '.'));
    }

    /** Whether the internal name of a class of {@code java.base} may begin like that. */
    static boolean isBeginningOfBase(String begin) {
        String dotted = begin.replace('/', '.');
        for (String name : BASE) {
            if ((name + '.').startsWith(dotted) || dotted.startsWith(name + '.')) {
                return true;
            }
        }
        return false;
    }

    /** Whether a wildcard behind that beginning would mean classes of the JDK too. */
    static boolean mayBeginWith(String begin) {
        for (String name : PACKAGES) {
            if (name.startsWith(begin)) {
                return true;
            }
        }
        return false;
    }

    /** Whether management, logging or the commands of this agent run on the class. */
    public static boolean isForOperation(String internalName) {
        return begins(internalName, OPERATION) && !begins(internalName, FREE);
    }

    private static boolean begins(String internalName, String[] starts) {
        for (String start : starts) {
            if (internalName.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
