package com.acme.clients;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Data sources: those of drivers, and HikariCP. */
public final class DataSources {
    public static void main(String[] arguments) throws Exception {
        H2Server server = new H2Server();
        int port = server.port();
        String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:shop;DB_CLOSE_DELAY=-1";
        Steps steps = new Steps("");
        JdbcDataSource simple = new JdbcDataSource();
        simple.setURL(url);
        simple.setUser("sa");
        steps.step("a connection", "success", () -> close(simple.getConnection()));
        steps.step("wrong password", "ignored", () -> simple.getConnection("sa", "wrong"));
        PGSimpleDataSource refused = new PGSimpleDataSource();
        refused.setUrl("jdbc:postgresql://127.0.0.1:" + SickServer.closedPort() + "/shop");
        steps.step("refused", "error", () -> refused.getConnection());
        HikariDataSource pool = pool(url, "");
        steps.step("of a pool", "success", () -> close(pool.getConnection()));
        steps.step("once more", "success", () -> close(pool.getConnection()));
        Connection only = pool.getConnection();
        steps.step("exhausted", "error", () -> pool.getConnection());
        only.close();
        HikariDataSource wrong = pool(url, "wrong");
        steps.step("of a pool, wrong password", "ignored", () -> wrong.getConnection());
        wrong.close();
        server.stop();
        steps.outage(() -> simple.getConnection(), null, server::start);
        steps.end();
    }

    private static HikariDataSource pool(String url, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("sa");
        pool.setPassword(password);
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(800);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private static Object close(Connection connection) throws SQLException {
        connection.close();
        return "closed";
    }
}
