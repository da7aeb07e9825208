package net.bytebuddy;

import java.security.PrivilegedAction;
import net.bytebuddy.description.type.DirectTypes;

/** Which class files the JVM reads, which Byte Buddy asks by reflection, asked directly; see {@link DirectTypes}. */
public final class DirectVersion implements PrivilegedAction<ClassFileVersion.VersionLocator> {
    /** The only one. */
    public static final DirectVersion INSTANCE = new DirectVersion();

    private DirectVersion() {}

    @Override
    public ClassFileVersion.VersionLocator run() {
        try {
            return new ClassFileVersion.VersionLocator.Resolved(
                    ClassFileVersion.ofJavaVersion(Runtime.version().feature()));
        } catch (IllegalArgumentException newer) {
            return new ClassFileVersion.VersionLocator.Unresolved(String.valueOf(newer.getMessage()));
        }
    }
}
