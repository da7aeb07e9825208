package com.acme.own;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** As a system class loader it defines the program's classes itself instead of its parent. */
public final class OwnLoader extends URLClassLoader {

    public OwnLoader(ClassLoader parent) {
        super(new URL[0], parent);
    }

    /** Without this method a system class loader can have no agent: the JVM calls it with the agent's jar. */
    @SuppressWarnings("unused")
    private void appendToClassPathForInstrumentation(String jar) throws MalformedURLException {
        addURL(Path.of(jar).toUri().toURL());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("com.acme.") || name.equals(OwnLoader.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
