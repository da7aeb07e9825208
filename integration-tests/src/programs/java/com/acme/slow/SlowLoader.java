package com.acme.slow;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Gives {@link Base} only when it is let go: the class itself, which the JVM asks for when transformers have seen the
 * subclass; or its class file too, which a transformer may ask for while it looks at the subclass.
 */
final class SlowLoader extends ClassLoader {
    private final boolean holdsFile;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    SlowLoader(boolean holdsFile) {
        super(SlowLoader.class.getClassLoader());
        this.holdsFile = holdsFile;
    }

    /** Waits until somebody asks for what is not given. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void release() {
        released.countDown();
    }

    private void hold() {
        held.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        if (holdsFile && name.equals("com/acme/slow/Base.class")) {
            hold();
        }
        return super.getResourceAsStream(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(Base.class.getName()) && !name.equals(Late.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            if (!holdsFile && name.equals(Base.class.getName())) {
                hold();
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = super.getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] file = in.readAllBytes();
            return defineClass(name, file, 0, file.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
