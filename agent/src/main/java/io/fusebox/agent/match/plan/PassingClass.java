package io.fusebox.agent.match.plan;

import io.fusebox.agent.classfile.ClassFile;
import io.fusebox.agent.classfile.ConstantPoolFilter;
import org.jspecify.annotations.Nullable;

/** A class that the JVM is about to load, or has loaded, and what was found out about it so far. For one look, by one thread. */
final class PassingClass {
    final @Nullable ClassLoader loader;
    final String internalName;

    /** The class, if it is loaded already. */
    final @Nullable Class<?> loaded;

    final byte[] file;

    /** Whether a loader of the JDK defines it. */
    final boolean jdk;

    private final ConstantPoolFilter words;
    private @Nullable ClassFile head;
    private @Nullable MatchResult result;

    PassingClass(
            @Nullable ClassLoader loader,
            String internalName,
            @Nullable Class<?> loaded,
            byte[] file,
            boolean jdk,
            ConstantPoolFilter words) {
        this.loader = loader;
        this.internalName = internalName;
        this.loaded = loaded;
        this.file = file;
        this.jdk = jdk;
        this.words = words;
    }

    /** Reads the head of the class file before anybody asks. So HotSpot compiles {@link #head} without the reading, wherever it stands. */
    ClassFile read() {
        ClassFile read = new ClassFile(file, words);
        head = read;
        return read;
    }

    /** The head of the class file; read when it is asked for first. */
    ClassFile head() {
        ClassFile read = head;
        return read == null ? read() : read;
    }

    /** Whether the head was read. */
    boolean isRead() {
        return head != null;
    }

    /** Whether the class file has all these words of the plan. */
    boolean has(long declared) {
        return declared == 0 || (head().words() & declared) == declared;
    }

    /** Whether the class file has one of these words of the plan. */
    boolean hasAny(long mentioned) {
        return mentioned != 0 && (head().words() & mentioned) != 0;
    }

    /** To note what means the class. */
    MatchResult result() {
        MatchResult noted = result;
        if (noted == null) {
            noted = new MatchResult();
            result = noted;
        }
        return noted;
    }

    /** The same; null if nothing means the class. */
    @Nullable
    MatchResult found() {
        MatchResult noted = result;
        if (noted == null || noted.isEmpty()) {
            return null;
        }
        noted.proxy = "java/lang/reflect/Proxy".equals(head().superclass());
        return noted;
    }
}
