package com.acme;

import com.acme.subject.Bank;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Has Micrometer in a class loader of its own, or on the class path, and calls the bank. Micrometer is used by reflection, since
 * its Prometheus registry has had two names.
 */
public final class Metered {
    private static final String METRICS = "io.micrometer.core.instrument.Metrics";

    private URLClassLoader loader;
    private Object registry;

    private Metered() {}

    public static void main(String[] arguments) throws Exception {
        Metered metered = new Metered();
        String answer = "ready";
        while (true) {
            answer = metered.obey(Console.ask(answer));
        }
    }

    private String obey(String command) throws Exception {
        switch (command) {
            case "fail":
            case "work":
                Bank.down = command.equals("fail");
                return command;
            case "charge":
                return charge();
            case "start":
                registry = registry(Metered.class.getClassLoader());
                return "started";
            case "scrape":
                return ((String) registry.getClass().getMethod("scrape").invoke(registry)).replace('\n', '|');
            case "undeploy":
                return undeploy();
            default:
                return deploy(command);
        }
    }

    private static String charge() {
        try {
            return "charged " + Bank.charge(1);
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Makes a Prometheus registry and adds it to the global one. */
    private static Object registry(ClassLoader loader) throws Exception {
        Class<?> prometheus;
        try {
            prometheus = loader.loadClass("io.micrometer.prometheusmetrics.PrometheusMeterRegistry");
        } catch (ClassNotFoundException older) {
            prometheus = loader.loadClass("io.micrometer.prometheus.PrometheusMeterRegistry");
        }
        Class<?> config = loader.loadClass(prometheus.getPackageName() + ".PrometheusConfig");
        Object registry = prometheus
                .getConstructor(config)
                .newInstance(config.getField("DEFAULT").get(null));
        loader.loadClass(METRICS)
                .getMethod("addRegistry", loader.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                .invoke(null, registry);
        return registry;
    }

    private String deploy(String jars) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String jar : jars.split(File.pathSeparator)) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        registry = registry(loader);
        return "deployed";
    }

    private String undeploy() throws Exception {
        WeakReference<ClassLoader> gone = new WeakReference<>(loader);
        loader.close();
        loader = null;
        registry = null;
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return gone.get() == null ? "collected" : "kept alive";
    }
}
