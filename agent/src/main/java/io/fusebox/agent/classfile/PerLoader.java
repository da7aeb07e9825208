package io.fusebox.agent.classfile;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache of facts from class files, by class loader and name. Takes no lock that another class loader could want.
 *
 * <p>It holds the loaders weakly and compares them by identity, because their {@code equals} is code of the application.
 * The values must not lead back to a loader.
 */
public final class PerLoader<V> {
    private final ConcurrentHashMap<Object, ConcurrentHashMap<String, V>> loaders = new ConcurrentHashMap<>();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    /** The names known in a loader. */
    public ConcurrentHashMap<String, V> of(@Nullable ClassLoader loader) {
        Object key = loader == null ? PerLoader.class : new Look(loader);
        ConcurrentHashMap<String, V> known = loaders.get(key);
        if (known != null) {
            return known;
        }
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            loaders.remove(gone);
        }
        ConcurrentHashMap<String, V> made = new ConcurrentHashMap<>();
        ConcurrentHashMap<String, V> first =
                loaders.putIfAbsent(loader == null ? key : new Key(loader, collected), made);
        return first == null ? made : first;
    }

    /** The number of loaders in the cache. */
    int size() {
        return loaders.size();
    }

    /** The key to look up a loader. */
    private static final class Look {
        final ClassLoader loader;

        Look(ClassLoader loader) {
            this.loader = loader;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(loader);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.refersTo(loader);
        }
    }

    /** The key in the cache; holds the loader weakly. */
    private static final class Key extends WeakReference<ClassLoader> {
        private final int hash;

        Key(ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
            super(loader, queue);
            hash = System.identityHashCode(loader);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (other == this) {
                return true;
            }
            ClassLoader loader = other instanceof Key key ? key.get() : null;
            return loader != null && refersTo(loader);
        }
    }
}
