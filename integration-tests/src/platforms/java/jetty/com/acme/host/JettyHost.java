package com.acme.host;

import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with a web application. */
public final class JettyHost {

    private JettyHost() {}

    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WebAppContext shop = new WebAppContext(arguments[0], "/shop");
        shop.setThrowUnavailableOnStartupException(true);
        server.setHandler(shop);
        server.start();
        Talk.with(new Http(connector.getLocalPort()));
    }
}
