package com.acme.host;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The OSGi framework on the class path, with the shop as a bundle that imports no package. */
public final class Osgi {

    private Osgi() {}

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework =
                factory.newFramework(Map.of("org.osgi.framework.storage", arguments[1], "felix.cache.rootdir", "."));
        framework.start();
        Bundle bundle = framework
                .getBundleContext()
                .installBundle(Path.of(arguments[0]).toUri().toString());
        bundle.start();
        Talk.with((UnaryOperator<String>)
                bundle.loadClass("com.acme.shop.Shop").getConstructor().newInstance());
    }
}
