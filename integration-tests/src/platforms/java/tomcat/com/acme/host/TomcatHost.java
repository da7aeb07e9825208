package com.acme.host;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with a web application that can be deployed again and again. */
public final class TomcatHost {

    private static final Logger LOG = Logger.getLogger("");

    private final Tomcat tomcat = new Tomcat();
    private final Path war;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private Context context;

    private TomcatHost(Path war) {
        this.war = war;
    }

    public static void main(String[] arguments) throws Exception {
        LOG.setLevel(Level.WARNING);
        TomcatHost host = new TomcatHost(Path.of(arguments[0]));
        host.tomcat.setBaseDir(arguments[1]);
        host.tomcat.setPort(0);
        host.tomcat.getConnector().setProperty("address", "127.0.0.1");
        host.tomcat.start();
        host.deploy();
        Http http = new Http(host.tomcat.getConnector().getLocalPort());
        Talk.with(line -> switch (line) {
            case "redeploy" -> host.redeploy();
            case "collect" -> host.collect();
            default -> http.apply(line);
        });
    }

    private void deploy() {
        context = tomcat.addWebapp("/shop", war.toAbsolutePath().toString());
        loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
    }

    private String redeploy() {
        try {
            tomcat.getHost().removeChild(context);
            context.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        deploy();
        return "redeployed";
    }

    /** How many of the earlier applications' loaders are gone. */
    private String collect() {
        long gone = 0;
        for (int i = 0; i < 50 && gone < loaders.size() - 1; i++) {
            System.gc();
            gone = loaders.stream().filter(loader -> loader.get() == null).count();
        }
        return gone + " of " + (loaders.size() - 1) + " collected";
    }
}
