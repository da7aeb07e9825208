package com.acme;

import java.sql.SQLException;
import org.h2.tools.Server;

/** A database in memory, for other processes. */
public final class DatabaseServer {

    private DatabaseServer() {}

    public static void main(String[] arguments) throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        Console.ask("port " + server.getPort());
        server.stop();
    }
}
