package io.fusebox.agent.match;

import org.jspecify.annotations.Nullable;

/**
 * Classes of the JDK that Fusebox itself runs on while a call is guarded or a class is woven, and those that load
 * classes: advice in them would call itself, or wait for a class that waits for the advice.
 */
public final class OffLimitsClasses {
    private static final String[] REFUSED = {
        "java/io/",
        "java/lang/",
        "java/net/URL",
        "java/nio/",
        "java/security/",
        "java/text/",
        "java/time/",
        "java/util/",
        "javax/management/",
        "com/sun/jmx/",
        "jdk/internal/",
        "jdk/jfr/",
        "sun/instrument/",
        "sun/invoke/",
        "sun/launcher/",
        "sun/management/",
        "sun/misc/",
        "sun/net/www/protocol/file/",
        "sun/net/www/protocol/jar/",
        "sun/net/www/protocol/jrt/",
        "sun/nio/",
        "sun/reflect/",
        "sun/security/",
        "sun/text/",
        "sun/util/"
    };

    /** What is no foundation of anybody's within those. */
    private static final String[] FREE = {
        "java/lang/ProcessBuilder",
        "java/net/URLConnection",
        "java/nio/channels/SocketChannel",
        "java/util/logging/",
        "java/util/prefs/",
        "jdk/internal/net/http/",
        "sun/nio/ch/SocketChannelImpl",
        "sun/security/ssl/"
    };

    private OffLimitsClasses() {}

    /** Whether Fusebox consists of the class: guarding it would be guarding the guard. */
    public static boolean isOurs(String internalName) {
        return internalName.startsWith("io/fusebox/") || internalName.equals("java/lang/FuseboxBridge");
    }

    /** The reason why the class must not be woven; null if it may be. */
    public static @Nullable String reason(@Nullable ClassLoader loader, String internalName) {
        if (loader != null || !begins(internalName, REFUSED) || begins(internalName, FREE)) {
            return null;
        }
        return "Fusebox or the loading of classes runs on this class of the JDK; guard a method that calls it";
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
