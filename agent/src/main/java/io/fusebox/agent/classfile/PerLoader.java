package io.fusebox.agent.classfile;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache by class loader. Takes no lock that another class loader could want.
 *
 * <p>It holds the loaders weakly and compares them by identity, because their {@code equals} is code of the application.
 * The values must not lead back to a loader.
 */
public final class PerLoader<V> {
    private final ConcurrentHashMap<Object, V> loaders = new ConcurrentHashMap<>();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    /** The value of a loader; null if it has none yet. */
    public @Nullable V get(@Nullable ClassLoader loader) {
        return loaders.get(loader == null ? PerLoader.class : new Look(loader));
    }

    /** Gives a loader its value, unless it has one; the value that it has now. */
    public V putIfAbsent(@Nullable ClassLoader loader, V value) {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            loaders.remove(gone);
        }
        V first = loaders.putIfAbsent(loader == null ? PerLoader.class : new Key(loader, collected), value);
        return first == null ? value : first;
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
