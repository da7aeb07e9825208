package io.fusebox.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * Classes of the JDK that Fusebox itself runs on while a call is guarded or a class is woven: advice in them would call
 * itself, or deadlock a JVM that is loading a class.
 */
final class Refusals {
    private static final String[] PACKAGES = {
        "java/lang/", "java/util/concurrent/", "java/time/", "jdk/internal/", "sun/invoke/", "sun/launcher/",
        "javax/management/", "com/sun/jmx/", "sun/management/", "java/io/", "java/security/", "sun/security/provider/"
    };

    private Refusals() {}

    /** Why the class must not be woven; null if it may. */
    static @Nullable String reason(@Nullable ClassLoader loader, String internalName) {
        if (loader != null) {
            return null;
        }
        for (String start : PACKAGES) {
            if (internalName.startsWith(start)) {
                return "Fusebox itself runs on this class of the JDK; guard a method that calls it";
            }
        }
        boolean util = internalName.startsWith("java/util/") && internalName.indexOf('/', "java/util/".length()) < 0;
        return util ? "Fusebox itself runs on this class of the JDK; guard a method that calls it" : null;
    }
}
